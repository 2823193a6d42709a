// Nest's guard: asserts that admission happened, and does nothing else.
// It must never decide anything itself; there is one implementation of every check, and it ran before Nest.
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observer } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';

const BYPASSED = 'A request reached a controller without having been admitted.';

/** Fails closed: a request that was not admitted ends as an internal error, and the operator is warned. */
export class AdmissionGuard implements CanActivate {
  constructor(private readonly observe: Observer) {}

  canActivate(context: ExecutionContext): boolean {
    const { banyan } = context.switchToHttp().getRequest<Partial<FastifyRequest>>();
    if (banyan?.admitted === true) return true;
    this.observe({ kind: 'warning', topic: 'admission', text: BYPASSED });
    throw new Problem('internal-error', { internal: BYPASSED });
  }
}
