// One HTTP server that answers constant bytes: bare Fastify, or behind the gateway's real admission and accounting.
import { join } from 'node:path';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { answerParent } from './answer.js';
import { CONSTANT_BODY } from './constant-body.js';
import { guardedServer } from './guarded-server.js';

/** Which server to start. `unguarded`: everything that `guarded` has, on a route that needs no token. */
export type Variant = 'bare' | 'guarded' | 'unguarded';

/** How to start it. */
export interface WebServerStart {
  readonly variant: Variant;
  /** Folder for the log. */
  readonly folder: string;
}

/** A server that listens. */
export interface WebServerStarted {
  readonly url: string;
  readonly token: string;
}

function bareServer(): FastifyInstance {
  const server = Fastify();
  server.get('/bare', (_request, reply) => reply.type('application/json').send(CONSTANT_BODY));
  return server;
}

async function start({ variant, folder }: WebServerStart): Promise<WebServerStarted> {
  const guarded = variant === 'bare' ? undefined : await guardedServer(join(folder, `${variant}.log`));
  const server = guarded?.server ?? bareServer();
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  return { url: `${address}/${variant}`, token: guarded?.token ?? '' };
}

process.on('SIGTERM', () => process.exit(0));
answerParent({ start });
