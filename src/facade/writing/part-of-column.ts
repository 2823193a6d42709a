// What a value that names a field or the key with a part says: `status.HOLD`, `$key.WHSNO`. Columns and records share it.
// It must never guess a part where several columns are read.
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import type { WrittenField } from './written-source.js';
import { columnsOfSource } from './written-source.js';

/** Of a value that says `$key` in a create. */
export const NO_KEY_IN_A_CREATE =
  'a create has no key in its address: use fields of the input, "$command.id" or a constant.';

/**
 * Which of the columns behind `name` the text means; undefined for the whole of it, and where it stands in one column only.
 * A column that is not there goes to `spot`.
 */
export function partOfColumn(text: string, name: string, { source }: WrittenField, spot: Spot): number | undefined {
  if (text === name) return undefined;
  const columns = columnsOfSource(source).map((column) => column.name);
  const wanted = text.slice(name.length + 1);
  const at = columns.indexOf(wanted);
  if (at >= 0) return columns.length === 1 ? undefined : at;
  const there = columns.length === 0 ? 'It is not read from any.' : `It is read from ${columns.join(', ')}.`;
  spot.error(`${name} has no column "${wanted}".${didYouMean(wanted, columns)} ${there}`);
  return undefined;
}
