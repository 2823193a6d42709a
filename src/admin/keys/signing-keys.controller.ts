// Serves the routes under /admin/v1/signing-keys.
import { Controller, Inject } from '@nestjs/common';
import type { SigningKeyDesk } from '../../credentials/signing/signing-key-desk.js';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import type { AnswerOf, AskedOf } from '../routes/admin-route.js';
import { Serves } from '../routes/serves.js';
import { LIST_SIGNING_KEYS, ROTATE_SIGNING_KEYS } from './signing-key-routes.js';

/** Nest's injection token of the SigningKeyDesk. */
export const SIGNING_KEY_DESK = Symbol('SigningKeyDesk');

type Shown = AnswerOf<typeof LIST_SIGNING_KEYS>;

@Controller(ADMIN_PREFIX)
export class SigningKeysController {
  constructor(@Inject(SIGNING_KEY_DESK) private readonly desk: Pick<SigningKeyDesk, 'list' | 'rotate'>) {}

  @Serves(LIST_SIGNING_KEYS)
  list(): Shown {
    return { data: this.desk.list() };
  }

  @Serves(ROTATE_SIGNING_KEYS)
  async rotate({ body, acting }: AskedOf<typeof ROTATE_SIGNING_KEYS>): Promise<Shown> {
    const { now, withdraw } = body;
    return { data: await this.desk.rotate(acting, { now, withdraw }) };
  }
}
