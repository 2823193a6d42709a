// What can be promised about the effect of every writing operation. For people who decide whether that is enough.
import { dropGaps, effectGuarantee } from '../binding-of-commands.js';
import type { ChannelBinding, CommandBinding, ComparedBy, DropGap, EffectGuarantee } from '../binding-of-commands.js';
import { isByReference } from '../binding-of-verification.js';
import type { VerifyBinding } from '../binding-of-verification.js';
import type { Catalogue } from '../catalogue.js';
import { viewNameText } from '../shapes/view-name.js';

/** One operation and its guarantee. */
export interface OperationGuarantee {
  readonly operation: string;
  readonly guarantee: EffectGuarantee;
  /** For a terminal: `orders.create: exactly once (an unknown outcome is verified); If-Match is refused`. */
  readonly text: string;
}

const WORDS: Readonly<Record<EffectGuarantee, string>> = {
  'exactly-once': 'exactly once',
  'exactly-once-if-alone': 'exactly once, if nobody else writes the same meanwhile',
  'at-most-once-with-review': 'at most once, with review',
};

const GAPS: Readonly<Record<DropGap, string>> = {
  settlement: 'nothing acknowledges or verifies a record',
  list: 'folders cannot be listed',
  read: 'files cannot be read again',
  renameNoOverwrite: 'a rename may overwrite',
  archive: 'there is no archive to look in',
};

const IF_MATCH: Readonly<Record<ComparedBy | 'nobody', string>> = {
  nobody: 'refused',
  gateway: 'compared before a command is accepted, and not again',
  erp: 'compared before a command is accepted, and by the ERP when it is applied',
};

/** All of them, in the order of the facade. */
export function effectGuarantees({ commandBindings, channels }: Catalogue): readonly OperationGuarantee[] {
  return [...commandBindings.values()].map((binding) => {
    const channel = channels.get(binding.delivery.channel);
    const guarantee = effectGuarantee(binding, channel);
    const effect = `${WORDS[guarantee]} (${reasonOf(binding, channel)})`;
    const text = `${binding.operation}: ${effect}; If-Match is ${IF_MATCH[binding.comparedBy ?? 'nobody']}`;
    return { operation: binding.operation, guarantee, text };
  });
}

function reasonOf({ delivery }: CommandBinding, channel: ChannelBinding | undefined): string {
  if (delivery.kind === 'procedure') {
    return delivery.verify === undefined ? 'an unknown outcome waits for a person' : verifiedBy(delivery.verify);
  }
  const gaps = dropGaps(delivery, channel);
  if (gaps.length === 0) return 'a file whose arrival is unknown is looked for';
  return `${gaps.map((gap) => GAPS[gap]).join(', ')}: an unknown outcome waits for a person`;
}

function verifiedBy(verify: VerifyBinding): string {
  if (verify.kind === 'procedure') return `an unknown outcome is verified by ${viewNameText(verify.procedure)}`;
  if (isByReference(verify)) return 'an unknown outcome is verified';
  const by = verify.since === undefined ? 'what was changed' : 'its natural key; what is not unique waits for a person';
  return `an unknown outcome is verified by ${by}`;
}
