// Admission itself: one function for every route, run before anything else touches the request.
// It must never admit by default: only a request that has passed every check of its route is marked as admitted.
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Problem } from '../../problems/problem.js';
import type { BanyanRoute } from '../route-config.js';
import { ADMISSION_STEPS } from './admission-order.js';
import type { RouteKind } from './admission-order.js';
import type { AdmissionServices, AdmissionStep, Verdict } from './admission-step.js';
import { AdmissionContext } from './visit.js';
import type { Visit } from './visit.js';

/**
 * Puts admission in front of every route of the instance and of its 404 handler. A refusal reaches the instance's
 * error handler as a Problem. While the token is cached, no promise is made: `done` is called in the same turn.
 */
export function registerAdmission(fastify: FastifyInstance, services: AdmissionServices): void {
  if (!fastify.hasRequestDecorator('banyan')) fastify.decorateRequest('banyan');
  fastify.addHook('onRequest', createAdmission(services));
}

type OnRequest = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => void;

/** The hook alone. */
export function createAdmission(services: AdmissionServices): OnRequest {
  return (request, reply, done) => {
    const route = request.is404 ? undefined : request.routeOptions.config.banyan;
    const context = new AdmissionContext(services.clock.monotonic(), route);
    request.banyan = context;
    const visit = { request, reply, context, standing: undefined, client: undefined };
    const steps = ADMISSION_STEPS[kindOf(request, route)];
    const verdict = runFrom(0, steps, visit, services);
    if (verdict instanceof Error || verdict === undefined) conclude(visit, verdict, done);
    else verdict.then((late) => conclude(visit, late, done)).catch((error: unknown) => done(error as Error));
  };
}

function kindOf(request: FastifyRequest, route: BanyanRoute | undefined): RouteKind {
  if (request.is404) return 'unmatched';
  return route === undefined ? 'unconfigured' : route.access;
}

/** Runs the steps in order until one refuses; goes on in a later turn only where a step has to wait. */
function runFrom(
  first: number,
  steps: readonly AdmissionStep[],
  visit: Visit,
  services: AdmissionServices,
): Verdict | Promise<Verdict> {
  for (let index = first; index < steps.length; index += 1) {
    const verdict = steps[index]?.(visit, services);
    if (verdict === undefined) continue;
    if (verdict instanceof Error) return verdict;
    return verdict.then((late) => late ?? runFrom(index + 1, steps, visit, services));
  }
  return undefined;
}

function conclude({ context }: Visit, problem: Problem | undefined, done: HookHandlerDoneFunction): void {
  context.admitted = problem === undefined && context.route !== undefined;
  context.outcome = problem?.code;
  done(problem);
}
