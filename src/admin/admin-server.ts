// Builds the administration listener: health with reasons, metrics, commands. Loopback unless an operator says otherwise.
// It must never carry anything a caller of the API needs.
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TerminusModule } from '@nestjs/terminus';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../kernel/clock.js';
import type { Metrics } from '../observability/metrics/metrics.js';
import type { Observer } from '../observability/observation.js';
import type { Readiness } from '../observability/readiness.js';
import { AdminProblemFilter } from './admin-problem.filter.js';
import { COMMAND_DESK } from './command-desk.js';
import type { CommandDesk } from './command-desk.js';
import { CommandsController } from './commands/commands.controller.js';
import { serveDesks } from './operator-desks.js';
import type { OperatorDesks } from './operator-desks.js';
import { METRICS, OperatorController } from './operator.controller.js';
import { READINESS, ReadinessCheck } from './readiness-check.js';

/** Everything the administration listener is made of. */
export interface AdminAppDependencies {
  readonly readiness: Readiness;
  readonly metrics: Pick<Metrics, 'render' | 'contentType'>;
  readonly clock: Clock;
  readonly observe: Observer;
  /** Absent on a gateway that only reads. */
  readonly commands?: CommandDesk;
  /** Served beside the commands, behind the same token. */
  readonly desks?: OperatorDesks;
}

/** The administration listener before and after it listens. */
export interface AdminApp {
  readonly nest: NestFastifyApplication;
  /** Starts to listen; resolves to the address. Port 0 takes a free one. */
  readonly listen: (address?: { readonly host?: string; readonly port?: number }) => Promise<string>;
  readonly close: () => Promise<void>;
}

const LOOPBACK = '127.0.0.1';
/** Nobody has a reason to send this listener anything longer. */
const LIMITS = { bodyLimit: 65_536, requestTimeout: 10_000, connectionTimeout: 30_000 };

@Module({})
class AdminModule {}

/** Nest says nothing itself, throws what is wrong, and leaves bodies to Fastify. */
const QUIET = Object.assign(new NestApplicationContextOptions(), {
  logger: false,
  abortOnError: false,
  bodyParser: false,
} as const);

/** Builds the listener without opening a port. */
export async function createAdminApp(dependencies: AdminAppDependencies): Promise<AdminApp> {
  const filter = new AdminProblemFilter(dependencies.observe, dependencies.clock);
  const adapter = new FastifyAdapter({
    ...LIMITS,
    logger: false,
    skipMiddie: true,
    forceCloseConnections: true,
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => filter.answer(error, reply),
  });
  const nest = await NestFactory.create<NestFastifyApplication>(rootModule(dependencies), adapter, QUIET);
  nest.useGlobalFilters(filter);
  await nest.init();
  return {
    nest,
    listen: ({ host = LOOPBACK, port = 0 } = {}) => adapter.getInstance().listen({ host, port }),
    close: () => nest.close(),
  };
}

function rootModule({ readiness, metrics, commands, desks = {} }: AdminAppDependencies): DynamicModule {
  const served = commands === undefined ? serveDesks({}) : serveDesks(desks);
  return {
    module: AdminModule,
    imports: [TerminusModule.forRoot({ logger: false })],
    controllers: [OperatorController, ...served.controllers, ...(commands === undefined ? [] : [CommandsController])],
    providers: [
      { provide: READINESS, useValue: readiness },
      { provide: METRICS, useValue: metrics },
      ReadinessCheck,
      ...served.providers,
      ...(commands === undefined ? [] : [{ provide: COMMAND_DESK, useValue: commands }]),
    ],
  };
}
