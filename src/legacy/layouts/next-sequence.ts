// Which number the next file of a layout has. It must never give a number twice within one round.
import type { SequenceRule } from '../../facade/binding-of-drops.js';

/**
 * The number after `last`, undefined where the rule has no more. A `last` outside the rule's bounds was given before
 * somebody changed them: below them the new ones begin, above them they are used up.
 */
export function nextSequence({ from, to, wrap }: SequenceRule, last: number | undefined): number | undefined {
  if (last === undefined || last < from) return from;
  if (last < to) return last + 1;
  return wrap === 'restart' ? from : undefined;
}
