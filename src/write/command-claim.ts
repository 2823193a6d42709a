// What a claim makes of a command: leased for delivery, taken back when its lease ran out, or handed out for verification.
// Pure: every ledger stores exactly what this says. It must never deliver again what may have been delivered.
import type { Command, CommandState, HistoryEntry } from './command.js';
import { commandAfterMove, GATEWAY } from './command-after-move.js';
import { assertLawful } from './command-moves.js';
import { momentOf } from './command-order.js';
import type { ClaimRequest } from './ledger.port.js';

/** A command after a claim, what its history says of it, and until when it is claimed. */
export interface Claimed {
  readonly command: Command;
  readonly entries: readonly HistoryEntry[];
  readonly leaseUntil: string | undefined;
}

/** Throws RangeError for a claim of nothing, or one whose lease would be over before it began. */
export function assertClaim({ most, now, leaseUntil }: ClaimRequest): void {
  const faults: (string | false)[] = [
    (!Number.isSafeInteger(most) || most < 1) && `most is ${most} and must be a whole number from 1`,
    momentOf(leaseUntil) <= momentOf(now) && `leaseUntil ${leaseUntil} is not after now ${now}`,
  ];
  const found = faults.filter((fault) => fault !== false);
  if (found.length > 0) throw new RangeError(`The claim is wrong: ${found.join('; ')}.`);
}

/** Leases a command whose turn and time it is. A held one is released first, so that its history says so. */
export function claimLeased(command: Command, request: ClaimRequest): Claimed {
  const held = command.state === 'held';
  const released = held ? step(command, 'accepted', request, 'the time it was held until has come') : undefined;
  const leased = step(released?.command ?? command, 'leased', request, `claimed by ${request.worker}`);
  const entries = [...(released === undefined ? [] : [released.entry]), leased.entry];
  return { command: raise(leased.command), entries, leaseUntil: request.leaseUntil };
}

/** Takes back a command whose lease ran out: to the queue when nothing was sent, else to be verified by the claimer. */
export function claimEnded(command: Command, request: ClaimRequest): Claimed {
  if (command.state === 'leased') {
    const freed = step(command, 'accepted', request, 'its lease ran out before anything was sent');
    return { command: freed.command, entries: [freed.entry], leaseUntil: undefined };
  }
  const unknown = step(command, 'unknown', request, `its claim ran out during delivery; ${request.worker} verifies`);
  return { command: raise(unknown.command), entries: [unknown.entry], leaseUntil: request.leaseUntil };
}

/** Hands an unknown command to another verifier. It stays where it is, so its history has nothing to add. */
export function claimRenewed(command: Command, request: ClaimRequest): Claimed {
  return { command: raise(command), entries: [], leaseUntil: request.leaseUntil };
}

function step(command: Command, to: CommandState, { now: at }: ClaimRequest, reason: string): Step {
  const { state: from, fence } = command;
  assertLawful(from, to);
  const entry = { at, state: to, by: GATEWAY, reason };
  return { command: commandAfterMove(command, { id: command.id, from, fence, to, entry }), entry };
}

interface Step {
  readonly command: Command;
  readonly entry: HistoryEntry;
}

function raise(command: Command): Command {
  return { ...command, fence: command.fence + 1 };
}
