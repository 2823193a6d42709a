// Remembers what legacy values mean where few values stand in many rows: codes, days.
// It must never grow without bound, whatever the ERP holds.
import type { Canonical, Misfit } from '../codec.js';

/** Makes a function that works out each value once, until `most` values are known; then it starts afresh. */
export function remembering<Value, Meaning extends Canonical | Misfit>(
  most: number,
  work: (value: Value) => Meaning,
): (value: Value) => Meaning {
  const known = new Map<Value, Meaning>();
  return (value) => {
    const meaning = known.get(value);
    if (meaning !== undefined) return meaning;
    const fresh = work(value);
    if (known.size >= most) known.clear();
    known.set(value, fresh);
    return fresh;
  };
}
