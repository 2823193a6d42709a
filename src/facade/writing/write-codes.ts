// Which row of a code map is written for each canonical value. It must never choose between rows that mean the same.
import type { CodeRow, FieldSource } from '../binding.js';
import type { Field } from '../contract.js';

/** The row whose codes go to the ERP for `value`; undefined where none can, or where nobody said which. */
export function rowToWrite(rows: readonly CodeRow[], value: string): CodeRow | undefined {
  const meaning = rows.filter((row) => row.value === value);
  const chosen = meaning.find((row) => row.write) ?? (meaning.length === 1 ? meaning[0] : undefined);
  return chosen?.when.includes('*') === true ? undefined : chosen;
}

/** Everything that keeps an enum from being written, one sentence each. */
export function unwritableValues(field: Field, source: FieldSource | undefined): readonly string[] {
  if (field.type.kind !== 'enum' || source?.kind !== 'codes') return [];
  const { rows } = source;
  return field.type.values
    .filter((value) => rowToWrite(rows, value) === undefined)
    .map((value) => whyNot(field.name, value, rows.filter((row) => row.value === value).length));
}

function whyNot(field: string, value: string, count: number): string {
  if (count === 0) return `no code means ${value}, so it cannot be written: add one to the map of ${field}.`;
  if (count === 1) return `the codes of ${value} hold "*": name the ones to write in the map of ${field}.`;
  return `${count} codes mean ${value}: mark the row to write with \`write: true\` in the map of ${field}.`;
}
