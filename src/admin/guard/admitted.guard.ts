// Nest's guard: asserts that the request was admitted, and does nothing else.
// It must never decide anything itself: the door did, before anything of the request was read.
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observer } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';

const BYPASSED = 'A request reached a controller of the administration without having been admitted.';

/** Fails closed: whatever was not admitted ends as an internal error, and the operator is warned. */
export class AdmittedGuard implements CanActivate {
  constructor(private readonly observe: Observer) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.switchToHttp().getRequest<FastifyRequest>().administration?.admitted === true) return true;
    this.observe({ kind: 'warning', topic: 'admission', text: BYPASSED });
    throw new Problem('internal-error', { internal: BYPASSED });
  }
}
