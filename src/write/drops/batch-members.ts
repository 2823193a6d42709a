// What sealing and moving a batch mean for its members: pure steps of commands, each with its entry.
// It must never take a step that the table of command moves does not have.
import { commandAfterMove, GATEWAY } from '../command-after-move.js';
import type { Command, CommandState, HistoryEntry } from '../command.js';
import { assertLawful, isSettled } from '../command-moves.js';
import type { SealedBatch } from './batch.js';
import type { BatchMove } from './batch-ledger.port.js';
import { MEMBER_STEPS } from './batch-moves.js';

/** A member after its steps, and what its history says of them. */
export interface MovedMember {
  readonly command: Command;
  readonly entries: readonly HistoryEntry[];
}

/** True when a command may be sealed into a batch: leased for its queue under this fence, and in no batch yet. */
export function maySeal(command: Command, queue: string, fence: number | undefined): boolean {
  return command.state === 'leased' && command.fence === fence && command.channel === queue;
}

/** A member after its batch was sealed: its delivery has begun. */
export function memberAfterSeal(command: Command, batch: SealedBatch): MovedMember {
  const reason = `sealed in batch ${batch.id} (${batch.fileName})`;
  return steps(command, ['delivering'], { at: batch.sealedAt, by: GATEWAY, reason, batch: batch.id });
}

/** True when a move of the batch takes a member that stands here along. */
export function goesAlong(state: CommandState, { to }: Pick<BatchMove, 'to'>): boolean {
  return MEMBER_STEPS[to][state] !== undefined;
}

/** A member after a move of its batch; undefined for one that stands where the move does not reach. */
export function memberAfterMove(command: Command, move: BatchMove): MovedMember | undefined {
  const taken = MEMBER_STEPS[move.to][command.state];
  if (taken === undefined) return undefined;
  const { at, by, reason: why, state } = move.entry;
  const reason = `its batch ${move.id} is ${state}${why === undefined ? '' : `: ${why}`}`;
  return steps(command, taken, { at, by, reason, batch: move.id }, move.parkedReason);
}

/** The members that stand against a move of their batch (see BatchMoved). */
export function hindrances(to: BatchMove['to'], members: readonly Pick<Command, 'id' | 'state'>[]): readonly string[] {
  const against = (state: CommandState): boolean =>
    (to === 'sealed' && isSettled(state)) || (to === 'closed' && !isSettled(state));
  return members.filter(({ state }) => against(state)).map(({ id }) => id);
}

interface Telling {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly batch: string;
}

function steps(
  command: Command,
  states: readonly CommandState[],
  { at, by, reason, batch }: Telling,
  parkedReason?: string,
): MovedMember {
  let now = command;
  const entries = states.map((to) => {
    const { id, state: from, fence } = now;
    assertLawful(from, to);
    const entry = { at, state: to, by, reason, evidence: { batch } };
    now = commandAfterMove(now, {
      ...{ id, from, fence, to, entry },
      ...(parkedReason !== undefined && { parkedReason }),
    });
    return entry;
  });
  return { command: now, entries };
}
