// Claims of the memory ledger: what ran out is taken back first, then those whose turn and time it is are leased.
// It must never lease beside a command of the same order key that is under way.
import type { Command } from '../../../src/write/command.js';
import { claimEnded, type Claimed, claimLeased, claimRenewed } from '../../../src/write/command-claim.js';
import { isClaimable, isInFlight, momentOf } from '../../../src/write/command-order.js';
import type { ClaimRequest } from '../../../src/write/ledger.port.js';
import { type CommandEntry, dueOf, holdersOf } from './command-entry.js';

/** Claims among all entries, given in order of acceptance. */
export function claimEntries(all: readonly CommandEntry[], request: ClaimRequest): readonly Command[] {
  const now = momentOf(request.now);
  const due = (entry: CommandEntry): boolean => dueOf(entry) <= now && entry.command.channel === request.channel;
  const expired = all.filter((entry) => isInFlight(entry.command.state) && due(entry));
  const soonest = expired.sort((a, b) => dueOf(a) - dueOf(b)).slice(0, request.most);
  const recovered = soonest.map((entry) => store(entry, recover(entry.command, request)));
  const unknown = recovered.filter(({ state }) => state === 'unknown');
  const holders = holdersOf(all);
  const ready = all.filter(
    (entry) => isClaimable(entry.command.state) && holders.get(entry.command.orderKey) === entry && due(entry),
  );
  const leased = ready.slice(0, request.most - unknown.length);
  return [...unknown, ...leased.map((entry) => store(entry, claimLeased(entry.command, request)))];
}

function recover(command: Command, request: ClaimRequest): Claimed {
  return command.state === 'unknown' ? claimRenewed(command, request) : claimEnded(command, request);
}

function store(entry: CommandEntry, { command, entries, leaseUntil }: Claimed): Command {
  entry.command = command;
  entry.leaseUntil = leaseUntil;
  entry.history.push(...entries);
  return { ...command };
}
