// What holding and releasing make of a command: a closed window begins, or a person overrides it.
// Pure: every ledger stores exactly what this says. It must never touch a command that has begun.
import type { Command, HistoryEntry } from './command.js';
import { commandAfterMove, GATEWAY } from './command-after-move.js';
import { assertLawful } from './command-moves.js';
import { momentOf } from './command-order.js';
import type { HoldRequest, ReleaseRequest } from './ledger.port.js';

/** A command after it was held or released, and what its history says of it. */
export interface Held {
  readonly command: Command;
  readonly entry: HistoryEntry;
}

/** Throws RangeError, naming every fault, for a hold of nothing, without a reason, or over before it begins. */
export function assertHold({ most, now, until, reason }: HoldRequest): void {
  refuse('hold', [
    noCount(most),
    reason.trim() === '' && 'it gives no reason',
    momentOf(until) <= momentOf(now) && `until ${until} is not after now ${now}`,
  ]);
}

/** Throws RangeError, naming every fault, for a release of nothing, or that does not say who decided and why. */
export function assertRelease({ most, now, by, reason }: ReleaseRequest): void {
  momentOf(now);
  refuse('release', [
    noCount(most),
    by.trim() === '' && 'it does not say who decided',
    reason.trim() === '' && 'it gives no reason',
  ]);
}

/** Holds an accepted command until a moment. */
export function holdAccepted(command: Command, { now, until, reason }: HoldRequest): Held {
  return step(command, { at: now, state: 'held', by: GATEWAY, reason }, until);
}

/** Lets a held command go on before its time. */
export function releaseHeld(command: Command, { now, by, reason }: ReleaseRequest): Held {
  return step(command, { at: now, state: 'accepted', by, reason });
}

function step(command: Command, entry: HistoryEntry, notBefore?: string): Held {
  const { id, state: from, fence } = command;
  const { state: to } = entry;
  assertLawful(from, to);
  const move = { id, from, fence, to, entry, ...(notBefore !== undefined && { notBefore }) };
  return { command: commandAfterMove(command, move), entry };
}

function noCount(most: number): string | false {
  return (!Number.isSafeInteger(most) || most < 1) && `most is ${most} and must be a whole number from 1`;
}

function refuse(what: string, faults: readonly (string | false)[]): void {
  const found = faults.filter((fault) => fault !== false);
  if (found.length > 0) throw new RangeError(`The ${what} is wrong: ${found.join('; ')}.`);
}
