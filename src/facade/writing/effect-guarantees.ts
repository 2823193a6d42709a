// What can be promised about the effect of every writing operation. For people who decide whether that is enough.
import { dropGaps, effectGuarantee } from '../binding-of-commands.js';
import type { ChannelBinding, CommandBinding, DropGap, EffectGuarantee } from '../binding-of-commands.js';
import type { Catalogue } from '../catalogue.js';

/** One operation and its guarantee. */
export interface OperationGuarantee {
  readonly operation: string;
  readonly guarantee: EffectGuarantee;
  /** For a terminal: `orders.create: exactly once (an unknown outcome is verified)`. */
  readonly text: string;
}

const WORDS: Readonly<Record<EffectGuarantee, string>> = {
  'exactly-once': 'exactly once',
  'at-most-once-with-review': 'at most once, with review',
};

const GAPS: Readonly<Record<DropGap, string>> = {
  settlement: 'nothing acknowledges or verifies a record',
  list: 'folders cannot be listed',
  read: 'files cannot be read again',
  renameNoOverwrite: 'a rename may overwrite',
  archive: 'there is no archive to look in',
};

/** All of them, in the order of the facade. */
export function effectGuarantees({ commandBindings, channels }: Catalogue): readonly OperationGuarantee[] {
  return [...commandBindings.values()].map((binding) => {
    const channel = channels.get(binding.delivery.channel);
    const guarantee = effectGuarantee(binding, channel);
    const text = `${binding.operation}: ${WORDS[guarantee]} (${reasonOf(binding, channel)})`;
    return { operation: binding.operation, guarantee, text };
  });
}

function reasonOf({ delivery }: CommandBinding, channel: ChannelBinding | undefined): string {
  if (delivery.kind === 'procedure') {
    return delivery.verify === undefined ? 'an unknown outcome waits for a person' : 'an unknown outcome is verified';
  }
  const gaps = dropGaps(delivery, channel);
  if (gaps.length === 0) return 'a file whose arrival is unknown is looked for';
  return `${gaps.map((gap) => GAPS[gap]).join(', ')}: an unknown outcome waits for a person`;
}
