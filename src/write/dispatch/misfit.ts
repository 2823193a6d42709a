// Whether a command can still be delivered as it was accepted, although the facade may have changed since.
// It must never call a command unfit that today's rules merely would not accept any more: only what no longer fits.
import { queueOf } from '../../facade/binding-of-commands.js';
import type { Command } from '../command.js';
import type { PreparedWrite } from '../prepare/prepared-write.js';

/** A prepared write of the kind that a queue delivers. */
export type WriteOf<Kind extends PreparedWrite['kind']> = Extract<PreparedWrite, { readonly kind: Kind }>;

/** The write by which a command can be delivered, or why it cannot. */
export type Fit<Kind extends PreparedWrite['kind']> =
  { readonly fits: true; readonly write: WriteOf<Kind> } | { readonly fits: false; readonly reason: string };

const GONE = 'The facade does not have this operation any more.';
const ELSEWHERE = 'The facade changed since this command was accepted: it is delivered in another way now.';

/** A binding that changed since the command was accepted is no reason to refuse it, unless it no longer fits. */
export function fitOf<Kind extends PreparedWrite['kind']>(
  kind: Kind,
  write: PreparedWrite | undefined,
  command: Command,
): Fit<Kind> {
  if (write === undefined) return { fits: false, reason: GONE };
  if (!isOf(kind, write) || queueOf(write.binding) !== command.channel) return { fits: false, reason: ELSEWHERE };
  if (write.binding.digest === command.bindingDigest) return { fits: true, write };
  const faults = write.faultsOf(command);
  return faults.length === 0 ? { fits: true, write } : { fits: false, reason: sentenceOf(faults) };
}

/** Why a command does not fit, for people. */
export function sentenceOf(faults: readonly { readonly pointer?: string; readonly detail: string }[]): string {
  const places = faults.map(({ pointer = '', detail }) => `${pointer} ${detail}`.trim());
  return `The facade changed since this command was accepted, and it no longer fits. ${places.join(' ')}`;
}

function isOf<Kind extends PreparedWrite['kind']>(kind: Kind, write: PreparedWrite): write is WriteOf<Kind> {
  return write.kind === kind;
}
