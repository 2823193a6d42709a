// Asks, in front of whatever answers a request, whether it was admitted: Nest's guard before its handlers, and a function
// for those that are called past it. It must never decide anything itself; there is one implementation of every check.
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observer } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';

const BYPASSED = 'A request reached a controller without having been admitted.';

/** Fails closed: the internal error that a request which was not admitted ends as, and the operator is warned. */
export function refuseBypass({ banyan }: Partial<FastifyRequest>, observe: Observer): Problem | undefined {
  if (banyan?.admitted === true) return undefined;
  observe({ kind: 'warning', topic: 'admission', text: BYPASSED });
  return new Problem('internal-error', { internal: BYPASSED });
}

/** The same as Nest asks. */
export class AdmissionGuard implements CanActivate {
  constructor(private readonly observe: Observer) {}

  canActivate(context: ExecutionContext): boolean {
    const problem = refuseBypass(context.switchToHttp().getRequest<Partial<FastifyRequest>>(), this.observe);
    if (problem === undefined) return true;
    throw problem;
  }
}
