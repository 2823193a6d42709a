// Answers what Fastify's router refuses before any hook has run: paths that cannot be decoded or are too long.
// Admission and accounting have not seen these requests, so both are made up for here.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { ProblemCode } from '../../problems/problem-codes.js';
import type { ProblemAnswer } from '../problem-answer.js';
import { contextOf } from '../request-context.js';
import { tellUnrouted } from './tell-unrouted.js';

/** A function for Fastify's frameworkErrors option. */
export function answerRouterRefusals(answer: ProblemAnswer, { observe, clock }: { observe: Observer; clock: Clock }) {
  return (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    const context = contextOf(request, clock);
    answer(error, request, reply);
    const code = (context.outcome ?? 'internal-error') as ProblemCode;
    tellUnrouted(observe, { correlationId: context.correlationId, method: request.method, code });
  };
}
