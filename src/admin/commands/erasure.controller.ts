// Serves /admin/v1/commands/erase: takes away what was sent about one subject.
import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import type { ErasureDesk } from '../../write/operators/erasure-desk.js';
import type { Subject } from '../../write/payloads.port.js';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import type { AnswerOf, AskedOf } from '../routes/admin-route.js';
import { deciderOf } from '../routes/decider-of.js';
import { Serves } from '../routes/serves.js';
import { ERASE_COMMANDS } from './command-routes.js';

/** Nest's injection token of the ErasureDesk. */
export const ERASURE_DESK = Symbol('ErasureDesk');

@Controller(ADMIN_PREFIX)
export class ErasureController {
  constructor(@Inject(ERASURE_DESK) private readonly desk: ErasureDesk) {}

  /** With `dryRun` nothing is erased: the counts say what would be. */
  @Serves(ERASE_COMMANDS)
  async erase({ body, acting }: AskedOf<typeof ERASE_COMMANDS>): Promise<AnswerOf<typeof ERASE_COMMANDS>> {
    const [subject, decider] = [subjectOf(body), deciderOf(acting)];
    const { dryRun } = body;
    return { dryRun, ...(await (dryRun ? this.desk.count(subject, decider) : this.desk.erase(subject, decider))) };
  }
}

function subjectOf({ ids, order, field = '', value = '' }: z.output<(typeof ERASE_COMMANDS)['body']>): Subject {
  if (ids !== undefined) return { ids };
  return order === undefined ? { field, value } : { orderKey: order };
}
