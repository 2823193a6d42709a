// Reads what operators ask about batches and about what is to be reviewed. It must never guess a decision.
import { z } from 'zod';
import type { Decider } from '../../audit/decider.js';
import type { BatchQuery } from '../../write/drops/batch-ledger.port.js';
import { BATCH_MOVES } from '../../write/drops/batch-moves.js';
import type { BatchState } from '../../write/drops/batch.js';
import { DECIDER, limit, parsed, several } from '../requests.js';

const STATES = Object.keys(BATCH_MOVES) as [BatchState, ...BatchState[]];
const id = z.string().length(26, 'Expected an id of 26 characters.');

const batches = z.strictObject({
  state: several(z.enum(STATES)),
  queue: z.string().max(256).optional(),
  command: id.optional(),
  before: id.optional(),
  limit,
});

/** The query of a list of batches. Throws a Problem with every fault. */
export function readBatchList(given: unknown): BatchQuery {
  const { state, queue, command, before, limit: most } = parsed(batches, given, 'parameter');
  return {
    limit: most,
    ...(state !== undefined && { states: state }),
    ...(queue !== undefined && { queue }),
    ...(command !== undefined && { commandId: command }),
    ...(before !== undefined && { before }),
  };
}

const reviews = z.strictObject({ all: z.enum(['true', 'false']).default('false'), limit });

/** The query of the list of review items: the open ones, unless all are asked for. */
export function readReviewList(given: unknown): { readonly open: boolean; readonly limit: number } {
  const { all, limit: most } = parsed(reviews, given, 'parameter');
  return { open: all === 'false', limit: most };
}

const decision = z.strictObject(DECIDER);

/** The body of any decision about a batch or a review item. */
export function readDecider(given: unknown): Decider {
  return parsed(decision, given, 'pointer');
}
