// What the memory ledger keeps of a command, and who of each order key has the turn.
// It must never decide what a command may do; src/write does.
import type { Command, HistoryEntry } from '../../src/write/command.js';
import { blocksLater, isInFlight } from '../../src/write/command-order.js';

/** One command of the memory ledger. */
export interface LedgerEntry {
  command: Command;
  readonly history: HistoryEntry[];
  /** When the claim on it runs out. */
  leaseUntil: string | undefined;
}

/** For each order key the entry whose turn it is: the one under way, else the oldest that blocks. */
export function holdersOf(entries: readonly LedgerEntry[]): ReadonlyMap<string, LedgerEntry> {
  const holders = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    const { state, whenParked, orderKey } = entry.command;
    if (!blocksLater(state, whenParked)) continue;
    if (!holders.has(orderKey) || isInFlight(state)) holders.set(orderKey, entry);
  }
  return holders;
}
