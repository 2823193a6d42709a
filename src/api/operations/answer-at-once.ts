// Answers what needs no asking in the hook that admitted it: nothing of the framework runs for it any more.
// It must never answer a request that was not admitted, nor do anything a later answer would not do as well.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AdmissionContext } from '../admission/visit.js';

/** Whether the request was answered. To be asked behind admission and everything else that may refuse it unseen. */
export function answeredAtOnce(request: FastifyRequest, reply: FastifyReply): boolean {
  const { banyan } = request;
  const recall = banyan instanceof AdmissionContext && banyan.admitted ? banyan.route?.recall : undefined;
  return recall?.(request, reply) === true;
}
