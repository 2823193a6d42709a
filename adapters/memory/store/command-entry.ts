// What the memory ledger keeps of a command, and who of each order key has the turn.
// It must never decide what a command may do; src/write does.
import type { Command, HistoryEntry } from '../../../src/write/command.js';
import { blocksLater, dueAt, isInFlight } from '../../../src/write/command-order.js';

/** One command of the memory ledger. */
export interface CommandEntry {
  command: Command;
  readonly history: HistoryEntry[];
  /** When the claim on it runs out. */
  leaseUntil: string | undefined;
  /** The batch it was sealed into. */
  batchId: string | undefined;
}

/** For each order key the entry whose turn it is: the first that is under way, else the oldest that blocks. */
export function holdersOf(entries: readonly CommandEntry[]): ReadonlyMap<string, CommandEntry> {
  const holders = new Map<string, CommandEntry>();
  for (const entry of entries) {
    const { state, whenParked, orderKey } = entry.command;
    if (!blocksLater(state, whenParked)) continue;
    const before = holders.get(orderKey);
    if (before === undefined || (isInFlight(state) && !isInFlight(before.command.state))) holders.set(orderKey, entry);
  }
  return holders;
}

/** When a claim must look at the command, in milliseconds since the Unix epoch; Infinity for never. */
export function dueOf({ command, leaseUntil, batchId }: CommandEntry): number {
  const { notBefore } = command;
  return dueAt(command.state, { notBefore, leaseUntil, inBatch: batchId !== undefined }) ?? Infinity;
}

/** As a store would give it back: by value, undefined members gone. */
export function copyOf<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
