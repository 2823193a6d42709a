// Names that must be ones the gateway knows. It must never refuse one without saying which there are.
import { nearest } from '../../kernel/nearest.js';

const LONGEST_REPEATED = 80;
const MOST_LISTED = 20;

/** What is wrong with a name that is none of the known ones; undefined when it is one. */
export function unknownNameFault(what: string, name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const meant = nearest(name, known);
  const advice = meant === undefined ? listed(known) : `Did you mean ${meant}?`;
  return `There is no ${what} ${JSON.stringify(name.slice(0, LONGEST_REPEATED))}. ${advice}`;
}

function listed(known: readonly string[]): string {
  if (known.length === 0) return 'There is none at all.';
  const more = known.length > MOST_LISTED ? ` and ${known.length - MOST_LISTED} more` : '';
  return `Known are ${known.slice(0, MOST_LISTED).join(', ')}${more}.`;
}
