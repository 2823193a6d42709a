// What one move makes of one command. Pure: every ledger stores exactly what this says.
// It must never let a move through that the table of moves does not have.
import type { Command, HistoryEntry, Json } from './command.js';
import { assertLawful, UnlawfulMove } from './command-moves.js';
import { dueAt, isInFlight, momentOf } from './command-order.js';
import type { Move, NewCommand } from './ledger.port.js';

/** By whom the gateway's own moves are made. */
export const GATEWAY = 'gateway';

/**
 * Throws UnlawfulMove when no command may ever make this move, saying everything that is wrong with it, or RangeError
 * for a date that is none.
 */
export function assertSound(move: Move): void {
  assertLawful(move.from, move.to);
  dueAt(move.to, move);
  momentOf(move.entry.at);
  const faults: (string | false)[] = [
    move.to === 'leased' && 'a lease is taken by a claim, not by a move',
    move.entry.state !== move.to && `its entry says ${move.entry.state}`,
    move.entry.by !== GATEWAY && !move.entry.reason && `${move.entry.by} gives no reason`,
    move.to === 'refused' && move.refusal === undefined && 'a refusal says why',
    move.to === 'parked' && move.parkedReason === undefined && 'parking says why a person is needed',
  ];
  const found = faults.filter((fault) => fault !== false);
  if (found.length > 0) throw new UnlawfulMove(`A move from ${move.from} to ${move.to} is wrong: ${found.join('; ')}.`);
}

/** A command as it stands when its story begins. */
export function newCommand({ command, state, notBefore }: NewCommand): Command {
  const held = state === 'held' && notBefore !== undefined && { notBefore };
  return { ...command, state, fence: 0, attempts: 0, changedAt: command.acceptedAt, ...held };
}

/** True when the command still stands as the mover believes. */
export function standsAs(command: Command, move: Move): boolean {
  return command.state === move.from && command.fence === move.fence;
}

/** Why a member of a batch cannot make a move: back in the queue, it would be sent a second time. */
export function backToQueue({ id, from, to }: Move, batchId: string): UnlawfulMove {
  const advice = `it is in batch ${batchId}, and what is sent again is the batch`;
  return new UnlawfulMove(`The command ${id} cannot go from ${from} to ${to}: ${advice}.`);
}

/** Members that say something about one state only; they go with it. */
const OF_ONE_STATE: ReadonlySet<string> = new Set(['notBefore', 'result', 'refusal', 'parkedReason', 'waitingFor']);

/** The command after a sound move. */
export function commandAfterMove(command: Command, move: Move): Command {
  const lasting = Object.fromEntries(Object.entries(command).filter(([name]) => !OF_ONE_STATE.has(name))) as Command;
  return {
    ...lasting,
    state: move.to,
    attempts: command.attempts + (move.to === 'delivering' ? 1 : 0),
    changedAt: move.entry.at,
    ...membersOfState(move),
  };
}

function membersOfState(move: Move): Partial<Command> {
  const { to, notBefore, result, refusal, parkedReason } = move;
  return {
    ...((to === 'held' || to === 'backoff') && notBefore !== undefined && { notBefore }),
    ...(to === 'succeeded' && result !== undefined && { result }),
    ...(to === 'refused' && refusal !== undefined && { refusal }),
    ...(to === 'parked' && parkedReason !== undefined && { parkedReason }),
  };
}

/** When the claim on the command runs out after the move, given when it would have before; undefined for no claim. */
export function leaseAfterMove(move: Move, present: string | undefined): string | undefined {
  return isInFlight(move.to) ? (move.leaseUntil ?? present) : undefined;
}

/** What is kept of a move that came too late: the state stays, everything the mover brought becomes evidence. */
export function overtakenEntry(command: Command, move: Move): HistoryEntry {
  const { from, to, fence, result, refusal, parkedReason, entry } = move;
  const brought: Readonly<Record<string, Json | undefined>> = {
    from,
    to,
    fence,
    result,
    refusal: refusal && { ...refusal },
    parkedReason,
    evidence: entry.evidence,
  };
  if (command.erasedAt !== undefined) return erasedLater(command, move);
  const known = Object.entries(brought).filter((pair): pair is [string, Json] => pair[1] !== undefined);
  const { at, by, reason } = entry;
  const overtaken = Object.fromEntries(known);
  return { at, state: command.state, by, ...(reason !== undefined && { reason }), evidence: { overtaken } };
}

/** What comes too late for an erased command must not bring its values back. */
function erasedLater({ state }: Command, { from, to, fence, entry: { at, by } }: Move): HistoryEntry {
  return { at, state, by, evidence: { overtaken: { from, to, fence } } };
}
