// Routes that are answered by a function of their own as soon as their body is there. Nest has put them up and describes
// them; what it does per request (guards, arguments, a dozen promises) is left out.
// It must never call such a function for a request that was not admitted, nor answer a fault by itself.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Observer } from '../observability/observation.js';
import { refuseBypass } from './admission/admission.guard.js';
import type { ProblemAnswer } from './problem-answer.js';

/** Sends the answer, or rejects with what it could not do. */
export type DirectHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Sends the answer and says true, or does nothing and says false; see operations/answer-at-once.ts. */
export type AnswerAtOnce = (request: FastifyRequest, reply: FastifyReply) => boolean;

/** Lets every route whose configuration names a handler be answered by it. Call before the first route. */
export function answerDirectly(instance: FastifyInstance, answer: ProblemAnswer, observe: Observer): void {
  instance.addHook('onRoute', (route) => {
    const handle = route.config?.banyan?.handle;
    if (handle === undefined) return;
    route.handler = (request, reply) => {
      const bypass = refuseBypass(request, observe);
      if (bypass !== undefined) answer(bypass, request, reply);
      else handle(request, reply).catch((thrown: unknown) => answer(thrown, request, reply));
    };
  });
}
