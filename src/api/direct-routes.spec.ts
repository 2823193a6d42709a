// A route that is answered past Nest is as well guarded as any other, and its faults are answered by the same function.
import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Observation } from '../observability/observation.js';
import { Problem } from '../problems/problem.js';
import { answerDirectly } from './direct-routes.js';
import type { DirectHandler } from './direct-routes.js';
import type { ProblemAnswer } from './problem-answer.js';
import type { RequestContext } from './request-context.js';

const CONTEXT = { correlationId: 'c-1', startedAt: 0, principal: undefined, outcome: undefined };
const toldOf = (thrown: unknown): string => (thrown instanceof Problem ? thrown.code : String(thrown));

/** Answers a fault with its name. */
const answer: ProblemAnswer = (thrown, _request, reply) => void reply.code(500).send(toldOf(thrown));

function serverWith(handle: DirectHandler, admitted: boolean, seen: Observation[] = []): FastifyInstance {
  const server = Fastify();
  server.decorateRequest('banyan');
  server.addHook('onRequest', (request, _reply, done) => {
    request.banyan = { ...CONTEXT, admitted } satisfies RequestContext;
    done();
  });
  answerDirectly(server, answer, (observation) => seen.push(observation));
  const banyan = { operation: 'orders.create', access: 'scoped', handle } as const;
  server.post('/direct', { config: { banyan } }, () => Promise.resolve('not direct'));
  server.post('/other', () => Promise.resolve('not direct'));
  return server;
}

describe('a route that is answered directly', () => {
  it('is answered by its own function, and every other route as before', async () => {
    const server = serverWith((_request, reply) => Promise.resolve(void reply.send('direct')), true);
    expect((await server.inject({ method: 'POST', url: '/direct' })).body).toBe('direct');
    expect((await server.inject({ method: 'POST', url: '/other' })).body).toBe('not direct');
  });

  it('never hands on a request that was not admitted, and warns', async () => {
    const seen: Observation[] = [];
    const server = serverWith(() => Promise.reject(new Error('handed on')), false, seen);
    expect((await server.inject({ method: 'POST', url: '/direct' })).body).toBe('internal-error');
    expect(seen).toMatchObject([{ kind: 'warning', topic: 'admission' }]);
  });

  it('leaves what it could not do to the one answer of problems', async () => {
    const server = serverWith(() => Promise.reject(new Problem('conflict')), true);
    expect((await server.inject({ method: 'POST', url: '/direct' })).body).toBe('conflict');
  });
});
