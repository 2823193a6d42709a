// What is decided about a request between its admission and its handler, in one hook: each hook of the framework costs.
// It must never decide anything itself; each step has a file, and the order stands here.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuseEarly } from '../http/early-refusals.js';
import type { HttpLimits } from '../http/http-limits.js';
import { shedReads } from '../limits/shed-load.js';
import type { Sheds } from '../limits/shed-load.js';
import { answeredAtOnce } from '../operations/answer-at-once.js';
import type { Verdict } from './admission-step.js';

/** What the steps need. */
export interface AfterAdmission {
  readonly limits: HttpLimits;
  readonly overload?: Sheds;
}

/** Call after admission was registered. */
export function registerAfterAdmission(instance: FastifyInstance, parts: AfterAdmission): void {
  instance.addHook('onRequest', (request, reply, done) => {
    let verdict: ReturnType<typeof decide>;
    try {
      verdict = decide(request, reply, parts);
    } catch (error) {
      done(error as Error);
      return;
    }
    if (verdict !== 'answered') done(verdict);
  });
}

/** Reads are shed last: what is kept has been answered by then, and costs less than a refusal. */
function decide(
  request: FastifyRequest,
  reply: FastifyReply,
  { limits, overload }: AfterAdmission,
): Verdict | 'answered' {
  const refusal = refuseEarly(request, limits);
  if (refusal !== undefined) return refusal;
  return answeredAtOnce(request, reply) ? 'answered' : shedReads(request, overload);
}
