// One HTTP server that answers constant bytes: bare Fastify, or behind the gateway's real admission and accounting.
import { join } from 'node:path';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { answerParent } from './answer.js';
import { CONSTANT_BODY } from './constant-body.js';
import { guardedServer } from './guarded-server.js';

/**
 * Which server to start. `unguarded`: everything that `guarded` has, on a route that needs no token. `guarded` has verified
 * its token before; `API key` has verified its key before; `fresh token` verifies its token at every request.
 */
export type Variant = 'bare' | 'guarded' | 'unguarded' | 'API key' | 'fresh token';

/** How to start it. */
export interface WebServerStart {
  readonly variant: Variant;
  /** Folder for the log. */
  readonly folder: string;
  /** What `bare` sends; the constant body when left out. */
  readonly body?: string;
}

/** A server that listens. */
export interface WebServerStarted {
  readonly url: string;
  readonly token: string;
}

function bareServer(body: Buffer): FastifyInstance {
  const server = Fastify();
  server.get('/bare', (_request, reply) => reply.type('application/json').send(body));
  return server;
}

async function start({ variant, folder, body }: WebServerStart): Promise<WebServerStarted> {
  const options = { logFile: join(folder, `${variant}.log`), forgetful: variant === 'fresh token' };
  const guarded = variant === 'bare' ? undefined : await guardedServer(options);
  const server = guarded?.server ?? bareServer(body === undefined ? CONSTANT_BODY : Buffer.from(body));
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const token = variant === 'API key' ? guarded?.apiKey : guarded?.token;
  return { url: `${address}${PATHS[variant]}`, token: token ?? '' };
}

const PATHS: Readonly<Record<Variant, string>> = {
  bare: '/bare',
  guarded: '/guarded',
  unguarded: '/unguarded',
  'API key': '/guarded',
  'fresh token': '/guarded',
};

process.on('SIGTERM', () => process.exit(0));
answerParent({ start });
