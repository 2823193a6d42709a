// Booleans and enums as codes of a record, by the binding of the resource or as the layout says.
// It must never choose between codes that mean the same.
import type { RecordText } from '../binding-of-drops.js';
import type { CodeRow, FieldSource } from '../binding.js';
import type { WrittenFormat } from '../format-of-drops/record-format.js';
import { rowToWrite, unwritableValues } from '../writing/write-codes.js';
import { columnsOfSource } from '../writing/written-source.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import type { RecordValue } from './record-value.js';

/** The two codes of a boolean; `spot` is the item's place. */
export function flagsText(format: WrittenFormat, { written }: RecordValue, spot: Spot): RecordText {
  const read = flagsOf(written?.source);
  const { whenTrue = read?.whenTrue, whenFalse = read?.whenFalse } = format;
  const isTold = spot.in('whenTrue').isFaulty || spot.in('whenFalse').isFaulty;
  if (!isTold) checkFlags(whenTrue, whenFalse, spot);
  return { kind: 'flags', whenTrue: whenTrue ?? '', whenFalse: whenFalse ?? '' };
}

function flagsOf(
  source: FieldSource | undefined,
): { readonly whenTrue: string; readonly whenFalse: string } | undefined {
  return source?.kind === 'column' && source.format.kind === 'flags' ? source.format : undefined;
}

function checkFlags(whenTrue: string | undefined, whenFalse: string | undefined, spot: Spot): void {
  if (whenTrue === undefined || whenFalse === undefined) {
    spot.error('needs `whenTrue` and `whenFalse`: the binding of the field does not say its codes.');
  } else if (whenTrue === whenFalse) spot.in('whenFalse').error('must be another code than that of true.');
}

/** One code per word of an enum; `spot` is the item's place. */
export function codesText(
  values: readonly string[],
  format: WrittenFormat,
  value: RecordValue,
  spot: Spot,
): RecordText {
  if (format.codes !== undefined) return { kind: 'codes', rows: ownCodes(values, format.codes, value, spot) };
  return { kind: 'codes', rows: spot.in('codes').isWritten ? [] : codesOfBinding(values, value, spot) };
}

function ownCodes(
  values: readonly string[],
  own: Readonly<Record<string, string>>,
  { part }: RecordValue,
  spot: Spot,
): readonly CodeRow[] {
  const place = spot.in('codes');
  const missing = values.filter((value) => !Object.hasOwn(own, value) && !place.in(value).isWritten);
  if (missing.length > 0) place.error(`has no code for ${missing.join(', ')}.`);
  const words = Object.entries(own);
  words.forEach(([word, code], index) => {
    const first = words.findIndex((other) => other[1] === code);
    if (first < index) place.in(word).error(`"${code}" means ${words[first]?.[0] ?? ''} already.`);
    if (values.includes(word)) return;
    const allowed = `the enum has ${values.join(', ')}.`;
    place.in(word).errorAtKey(`"${word}" is no value of the field: ${allowed}${didYouMean(word, values)}`);
  });
  if (part !== undefined)
    spot.in('from').error('names one column of the binding, and `codes` are for the whole field.');
  return words.map(([value, code]) => ({ when: [code], value, write: true }));
}

/** The rows that are written, with the codes of one column. */
function codesOfBinding(values: readonly string[], { written, part }: RecordValue, spot: Spot): readonly CodeRow[] {
  const source = written?.source;
  if (written === undefined || source?.kind !== 'codes') {
    if (source?.kind !== 'constant') spot.error('needs `codes`: the binding of the field has no code map.');
    return [];
  }
  const names = columnsOfSource(source).map(({ name }) => name);
  if (names.length > 1 && part === undefined) {
    const example = `${written.field.name}.${names[0] ?? ''}`;
    spot
      .in('from')
      .error(`stands in ${names.join(' and ')}: say which of them, such as ${example}, or give \`codes\`.`);
    return [];
  }
  for (const sentence of unwritableValues(written.field, source)) spot.in('from').error(sentence);
  return values.flatMap((value) => {
    const row = rowToWrite(source.rows, value);
    const code = row?.when[part ?? 0];
    if (row !== undefined && code === null) {
      spot.in('from').error(`${value} is NULL at the ERP, which a file cannot hold: give \`codes\`.`);
    }
    return typeof code === 'string' ? [{ when: [code], value, write: true }] : [];
  });
}
