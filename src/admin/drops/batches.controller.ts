// Serves the routes under /admin/v1/batches: administrators look at files on their way and decide about parked ones.
// It must never show what is in a file: its records hold what callers sent.
import { Controller, Inject } from '@nestjs/common';
import type { Batch } from '../../write/drops/batch.js';
import type { BatchDecision, BatchDesk, ShownBatch } from '../../write/drops/batch-desk.js';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import type { AnswerOf, AskedOf } from '../routes/admin-route.js';
import { deciderOf } from '../routes/decider-of.js';
import { pageOf } from '../routes/page-of.js';
import { Serves } from '../routes/serves.js';
import { BATCH_ARRIVED, LIST_BATCHES, LOOK_FOR_BATCH, RESEND_BATCH, SHOW_BATCH } from './batch-routes.js';

/** Nest's injection token of the BatchDesk. */
export const BATCH_DESK = Symbol('BatchDesk');

type Shown = AnswerOf<typeof SHOW_BATCH>;
type Deciding = AskedOf<typeof RESEND_BATCH>;

@Controller(ADMIN_PREFIX)
export class BatchesController {
  constructor(@Inject(BATCH_DESK) private readonly desk: BatchDesk) {}

  @Serves(LIST_BATCHES)
  async list({ query }: AskedOf<typeof LIST_BATCHES>): Promise<AnswerOf<typeof LIST_BATCHES>> {
    const { state, queue, command, after, limit } = query;
    const found = await this.desk.list({
      limit: limit + 1,
      ...(state !== undefined && { states: state }),
      ...(queue !== undefined && { queue }),
      ...(command !== undefined && { commandId: command }),
      ...(after !== undefined && { before: after }),
    });
    return pageOf(found.map(withoutKeys), limit, ({ id }) => id);
  }

  @Serves(SHOW_BATCH)
  async show({ path }: AskedOf<typeof SHOW_BATCH>): Promise<Shown> {
    return shown(await this.desk.show(path.id));
  }

  @Serves(RESEND_BATCH)
  resend(asked: Deciding): Promise<Shown> {
    return this.#decide(asked, 'resend');
  }

  @Serves(LOOK_FOR_BATCH)
  look(asked: Deciding): Promise<Shown> {
    return this.#decide(asked, 'look');
  }

  @Serves(BATCH_ARRIVED)
  arrived(asked: Deciding): Promise<Shown> {
    return this.#decide(asked, 'arrived');
  }

  async #decide({ path, acting }: Deciding, decision: BatchDecision): Promise<Shown> {
    return shown(await this.desk.decide(path.id, decision, deciderOf(acting)));
  }
}

/** Of its commands no more than where each stands: what they carry is for whoever looks at one. */
function shown({ batch, history, bytes, members }: ShownBatch): Shown {
  const states = new Map(members.map(({ id, state }) => [id, state]));
  const withStates = batch.members.map(({ commandId, line }) => ({
    ...{ commandId, line },
    state: states.get(commandId) ?? null,
  }));
  return { ...batch, members: withStates, size: bytes ?? null, history };
}

/** Business keys are words of the records. */
function withoutKeys(batch: Batch): Batch {
  return { ...batch, members: batch.members.map(({ commandId, line }) => ({ commandId, line })) };
}
