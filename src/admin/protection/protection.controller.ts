// Serves the routes under /admin/v1/protection: administrators read the whole protection, hold breakers open and drop
// kept answers.
import { Controller, Inject } from '@nestjs/common';
import type { Dropped, ProtectionDesk } from '../../protection/table/protection-desk.js';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import type { AnswerOf, AskedOf } from '../routes/admin-route.js';
import { deciderOf } from '../routes/decider-of.js';
import { Serves } from '../routes/serves.js';
import { DROP_ANSWERS, HOLD_BREAKER, RELEASE_BREAKER, SHOW_PROTECTION } from './protection-routes.js';

/** Nest's injection token of the ProtectionDesk. */
export const PROTECTION_DESK = Symbol('ProtectionDesk');

type Shown = AnswerOf<typeof SHOW_PROTECTION>;

@Controller(ADMIN_PREFIX)
export class ProtectionController {
  constructor(@Inject(PROTECTION_DESK) private readonly desk: ProtectionDesk) {}

  @Serves(SHOW_PROTECTION)
  show(): Shown {
    return this.desk.view();
  }

  @Serves(HOLD_BREAKER)
  hold({ path, acting }: AskedOf<typeof HOLD_BREAKER>): Promise<Shown> {
    return this.desk.hold(path.name, deciderOf(acting));
  }

  @Serves(RELEASE_BREAKER)
  release({ path, acting }: AskedOf<typeof RELEASE_BREAKER>): Promise<Shown> {
    return this.desk.release(path.name, deciderOf(acting));
  }

  @Serves(DROP_ANSWERS)
  drop({ body, acting }: AskedOf<typeof DROP_ANSWERS>): Promise<Dropped> {
    return this.desk.drop(body.resource, deciderOf(acting));
  }
}
