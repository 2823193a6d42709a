// The state machine of batches as one table, and what each move means for the members.
// It must never let a member go back to the queue while its file may still be taken in.
import type { CommandState } from '../command.js';
import type { BatchState } from './batch.js';

/** Where a batch may go from each state. */
export const BATCH_MOVES: Readonly<Record<BatchState, readonly BatchState[]>> = {
  sealed: ['delivering', 'parked'],
  delivering: ['delivered', 'sealed', 'unknown', 'parked'],
  unknown: ['delivered', 'sealed', 'parked'],
  delivered: ['closed'],
  parked: ['sealed', 'unknown', 'delivered', 'closed'],
  closed: [],
};

/** A batch of these blocks its layout: nothing later is published before it. */
export const BLOCKING: readonly BatchState[] = ['sealed', 'delivering', 'unknown', 'parked'];

/**
 * The steps each member takes when its batch moves, from wherever the member stands; members that stand elsewhere (an
 * acknowledgement or a person came first) stay where they are. A member is `delivering` from the moment its batch is
 * sealed, for as long as the gateway itself can go on.
 */
export const MEMBER_STEPS: Readonly<Record<BatchState, Partial<Record<CommandState, readonly CommandState[]>>>> = {
  sealed: { parked: ['unknown'] },
  delivering: {},
  unknown: { parked: ['unknown'] },
  delivered: { delivering: ['delivered'], unknown: ['delivered'], parked: ['unknown', 'delivered'] },
  parked: { delivering: ['unknown', 'parked'], unknown: ['parked'] },
  closed: {},
};
