// How Nest is started: it says nothing itself, throws what is wrong instead of ending the process, and leaves bodies to
// Fastify. Its options are declared as a class, so they are made as one.
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';

/** Options for NestFactory.create. */
export const QUIET = Object.assign(new NestApplicationContextOptions(), {
  logger: false,
  abortOnError: false,
  bodyParser: false,
} as const);
