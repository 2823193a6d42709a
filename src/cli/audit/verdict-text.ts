// What came out of verifying, in plain words. It must never promise more than was proven.
import { placesText } from '../../audit/chain/chain-finding.js';
import type { TrailVerdict } from '../../audit/verify/verify-trail.js';
import { printable } from '../operators/text-table.js';

/** The verdict as lines. */
export function verdictText(verdict: TrailVerdict, headsPath: string): string {
  const { findings, found } = verdict;
  const more = found - findings.length;
  return [
    ...(found === 0 ? [] : [`${found === 1 ? 'One thing is' : `${found} things are`} wrong with the audit trail:`]),
    ...findings.map(({ text }) => `  - ${printable(text)}`),
    ...(more > 0 ? [`  and ${more} more.`] : []),
    extentText(verdict),
    ...headsText(verdict, headsPath),
    ...keyText(verdict),
  ].join('\n');
}

function extentText({ found, from, to }: TrailVerdict): string {
  if (to === from) return from === 0 ? 'The audit trail is empty.' : `The audit trail is empty behind entry ${from}.`;
  const were = found === 0 ? 'nothing was edited, deleted, reordered or inserted' : 'the rest was checked, too';
  const gone = from === 0 ? '' : ` ${placesText(1, from)} went by retention; a signed checkpoint stands for them.`;
  return `${placesText(from + 1, to)}: ${were}.${gone}`;
}

function headsText({ heads, lastHead, to }: TrailVerdict, path: string): readonly string[] {
  if (to === 0) return [];
  if (lastHead === undefined) {
    return [`No signed head in ${path}: a cut-off end, or a trail written anew as a whole, would not be seen.`];
  }
  const { number, at, place } = lastHead;
  const count = heads === 1 ? 'One signed head' : `${heads} signed heads`;
  const young = place < to ? ` What came behind is too young to be signed: ${placesText(place + 1, to)}.` : '';
  const beyond = place > to ? ` They tell of entries up to ${place}, which are not here.` : '';
  return [`${count}, the last of ${at} (head ${number}) for entry ${place}.${young}${beyond}`];
}

function keyText({ keys, pinned, heads }: TrailVerdict): readonly string[] {
  if (heads === 0) return [];
  const signed = `Signed with ${keys.join(', ')}`;
  return [pinned ? `${signed}.` : `${signed}, as the heads themselves say: compare that with the key you noted.`];
}
