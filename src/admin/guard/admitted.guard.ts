// Nest's guard: asserts that the request was admitted, and asks the door once more now that its body has been read.
// It must never let in whom the door did not: it only ever says no to more.
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observer } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';
import type { AdministratorGate } from './administrator-gate.js';
import { readmitAdministrator } from './admit-administrator.js';
import { aboutWhom } from './register-admission.js';

const BYPASSED = 'A request reached a controller of the administration without having been admitted.';

/** Fails closed: whatever was not admitted ends as an internal error, and the operator is warned. */
export class AdmittedGuard implements CanActivate {
  /** @param gate the very door that admits; without one nobody is let in to what is not open */
  constructor(
    private readonly observe: Observer,
    private readonly gate?: AdministratorGate,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { administration, routeOptions } = request;
    const { admin: route, open } = routeOptions.config;
    if (administration?.admitted !== true) return this.#refuse();
    if (open === true) return true;
    const { acting } = administration;
    if (acting === undefined || route === undefined || this.gate === undefined) return this.#refuse();
    const asKnownNow = await readmitAdministrator(route, { acting, ...aboutWhom(request) }, this.gate);
    request.administration = { ...administration, acting: asKnownNow };
    return true;
  }

  #refuse(): never {
    this.observe({ kind: 'warning', topic: 'admission', text: BYPASSED });
    throw new Problem('internal-error', { internal: BYPASSED });
  }
}
