// Takes values from the environment and secret files out of fault texts again.
// It must never let a value through because it is short, or because a message escaped it.
import type { FacadeFault } from '../facade-fault.js';
import type { FilledValue } from './fill-text.js';

/** Shorter values are only replaced inside quotes: they are no secrets, and would riddle every sentence. */
const SHORTEST_BARE_SECRET = 4;

/** The fault with every filled value shown as the reference that asked for it. */
export function maskFilled(fault: FacadeFault, filled: readonly FilledValue[]): FacadeFault {
  const longestFirst = [...filled].sort((a, b) => b.value.length - a.value.length);
  const mask = (text: string): string => longestFirst.reduce(maskOne, text);
  return { ...fault, message: mask(fault.message), path: mask(fault.path) };
}

function maskOne(text: string, { value, reference }: FilledValue): string {
  if (value === '') return text;
  const escaped = JSON.stringify(value);
  const withoutQuoted = text.replaceAll(escaped, `"${reference}"`);
  if (value.length < SHORTEST_BARE_SECRET) return withoutQuoted;
  return withoutQuoted.replaceAll(value, reference).replaceAll(escaped.slice(1, -1), reference);
}
