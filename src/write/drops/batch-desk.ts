// What operators decide about batches that need a person: send it again, look again, or that it has arrived. Every
// decision has its administrator and its reason.
// It must never send a file again of which a record was settled meanwhile, and never decide twice.
import { deciderFaults, toldOf, trimmed } from '../../audit/decider.js';
import type { Decider } from '../../audit/decider.js';
import { Problem } from '../../problems/problem.js';
import type { BatchJournal } from '../batching/batch-journal.js';
import type { Command } from '../command.js';
import type { Journal } from '../journal.js';
import type { Batch, BatchEntry, BatchState } from './batch.js';
import type { BatchMove, BatchQuery } from './batch-ledger.port.js';

/**
 * resend: the person has made sure that the ERP never had the file; the same bytes go out again. look: the gateway
 * looks for it once more. arrived: the person has made sure that the ERP has it; acknowledgements are awaited.
 */
export type BatchDecision = 'resend' | 'look' | 'arrived';

/** A batch, its way so far, and its commands in the order of the file. */
export interface ShownBatch {
  readonly batch: Batch;
  readonly history: readonly BatchEntry[];
  /** How many; they hold what callers sent. Undefined once they were erased. */
  readonly bytes: number | undefined;
  readonly members: readonly Command[];
}

const TARGET: Readonly<Record<BatchDecision, BatchState>> = {
  resend: 'sealed',
  look: 'unknown',
  arrived: 'delivered',
};

/** The desk. Decisions wake the queue by themselves. */
export class BatchDesk {
  constructor(private readonly parts: { readonly batches: BatchJournal; readonly journal: Journal }) {}

  list(query: BatchQuery): Promise<readonly Batch[]> {
    return this.parts.batches.list(query);
  }

  /** Throws not-found. */
  async show(id: string): Promise<ShownBatch> {
    const { batches, journal } = this.parts;
    const found = await batches.find(id);
    if (found === undefined) throw new Problem('not-found');
    const { batch, history, bytes } = found;
    const members = await Promise.all(batch.members.map(({ commandId }) => journal.find(commandId)));
    const commands = members.filter((member) => member !== undefined).map(({ command }) => command);
    return { batch, history, bytes: bytes?.length, members: commands };
  }

  /**
   * Carries a decision out. Throws invalid-request without a reason, not-found, and conflict for a batch that is
   * not parked (any more) or of which a record is settled.
   */
  async decide(id: string, decision: BatchDecision, decider: Decider): Promise<ShownBatch> {
    const errors = deciderFaults(decider);
    if (errors.length > 0) throw new Problem('invalid-request', { errors });
    const { batch, bytes } = await this.show(id);
    if (batch.state !== 'parked')
      throw new Problem('conflict', { detail: `A batch that is ${batch.state} waits for nobody's decision.` });
    if (decision === 'resend' && bytes === undefined)
      throw new Problem('conflict', { detail: 'The bytes of this file are not kept any more.' });
    const moved = await this.parts.batches.move(batch, this.#move(batch, decision, decider));
    if (moved.kind === 'overtaken') throw new Problem('conflict', { detail: 'The batch has moved on. Look again.' });
    if (moved.kind === 'hindered') throw settledAlready(moved.commandIds);
    return this.show(id);
  }

  #move({ id, state, fence }: Batch, decision: BatchDecision, decider: Decider): BatchMove {
    const at = this.parts.journal.instant();
    const to = TARGET[decision];
    const told = { at, ...toldOf(decider), action: 'batch.resolve', subject: `batch/${id}` } as const;
    const audit = { ...told, outcome: 'done', detail: { decision } } as const;
    return { id, from: state, fence, to, entry: { at, state: to, ...trimmed(decider) }, audit };
  }
}

function settledAlready(commandIds: readonly string[]): Problem {
  const detail = `Its file must not go out again: these commands are settled: ${commandIds.join(', ')}.`;
  return new Problem('conflict', { detail });
}
