// What can be promised about the effect of every writing operation. For people who decide whether that is enough.
import { effectGuarantee } from '../binding-of-commands.js';
import type { EffectGuarantee } from '../binding-of-commands.js';
import type { Catalogue } from '../catalogue.js';

/** One operation and its guarantee. */
export interface OperationGuarantee {
  readonly operation: string;
  readonly guarantee: EffectGuarantee;
  /** For a terminal: `orders.create: exactly once (unknown outcomes are verified)`. */
  readonly text: string;
}

const WORDS: Readonly<Record<EffectGuarantee, string>> = {
  'exactly-once': 'exactly once (an unknown outcome is verified)',
  'at-most-once-with-review': 'at most once, with review (an unknown outcome waits for a person)',
};

/** All of them, in the order of the facade. */
export function effectGuarantees({ commandBindings, channels }: Catalogue): readonly OperationGuarantee[] {
  return [...commandBindings.values()].map((binding) => {
    const guarantee = effectGuarantee(binding, channels.get(binding.delivery.channel));
    return { operation: binding.operation, guarantee, text: `${binding.operation}: ${WORDS[guarantee]}` };
  });
}
