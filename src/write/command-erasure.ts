// What erasing leaves of a command, and whom an erasure means. Pure: every store keeps exactly what this says.
// It must never leave a value the caller sent, nor take away ids, states, the outcome or the results of the ERP.
import type { Command, HistoryEntry, Json } from './command.js';
import { GATEWAY } from './command-after-move.js';
import { momentOf } from './command-order.js';
import type { Erasure, Retirement } from './payloads.port.js';

/** What stands in the place of an erased input. */
export const ERASED_INPUT: Json = Object.freeze({ erased: true });

/** What stands in the place of the text of a refusal; its reason is a word of the facade and stays. */
export const ERASED_TEXT = 'erased';

/** Most commands that are erased in one commit: a few milliseconds, so that accepts do not wait for long. */
export const ERASED_AT_ONCE = 100;

/** Days for which a mark is remembered after its command has settled, whatever the policy says. */
const DAYS_OF_MARKS = 7;
const DAY_MS = 86_400_000;

/** A settled command without its payload. */
export function commandErased(command: Command, at: string): Command {
  const refusal = command.refusal && { reason: command.refusal.reason, text: ERASED_TEXT };
  return { ...command, input: ERASED_INPUT, erasedAt: at, ...(refusal && { refusal }) };
}

/** True when an entry of a history may repeat values: all but the gateway's own reasons, which speak of itself. */
export function mayHoldValues({ by, reason, evidence }: HistoryEntry): boolean {
  return evidence !== undefined || (by !== GATEWAY && reason !== undefined);
}

/** An entry of the history of an erased command. */
export function entryErased(entry: HistoryEntry): HistoryEntry {
  const { at, state, by } = entry;
  return mayHoldValues(entry) ? { at, state, by } : entry;
}

/** True when a member of this name, at any depth, has exactly this value. */
export function mentions(input: Json, field: string, value: Json): boolean {
  if (typeof input !== 'object' || input === null) return false;
  return Object.entries(input).some(
    ([name, member]) => (name === field && member === value) || mentions(member, field, value),
  );
}

/** Throws RangeError for a subject that names nothing, or a moment that is none. */
export function assertErasure({ which, at }: Erasure): void {
  momentOf(at);
  const blank = 'orderKey' in which ? which.orderKey === '' : 'field' in which && which.field === '';
  if (blank) throw new RangeError('An erasure names an order key, or a field with its value; neither may be empty.');
}

/** Throws RangeError, naming every fault, for a retirement that takes too much or nothing. */
export function assertRetirement({ now, settledBefore, marksBefore, most }: Retirement): void {
  const longest = new Date(momentOf(now) - DAYS_OF_MARKS * DAY_MS).toISOString();
  const faults: (string | false)[] = [
    (!Number.isSafeInteger(most) || most < 1) && `most is ${most} and must be a whole number from 1`,
    momentOf(settledBefore) > momentOf(now) && `settledBefore ${settledBefore} is after now ${now}`,
    momentOf(marksBefore) > momentOf(longest) &&
      `marksBefore ${marksBefore} is after ${longest}, and marks stay for ${DAYS_OF_MARKS} days`,
  ];
  const found = faults.filter((fault) => fault !== false);
  if (found.length > 0) throw new RangeError(`The retirement is wrong: ${found.join('; ')}.`);
}
