// Canonical values on their way to the ERP: the opposite of the field codecs, and checked against them.
// It must never cut, round or replace: a value that would not read back as it was is refused with its place.
import type { Column, FieldSource } from '../../facade/binding.js';
import type { Field } from '../../facade/contract.js';
import { rowToWrite } from '../../facade/writing/write-codes.js';
import { columnsOfSource, writtenSource } from '../../facade/writing/written-source.js';
import type { WrittenField } from '../../facade/writing/written-source.js';
import { codecOf } from '../codec-of-field.js';
import { UnusableBinding } from '../codec.js';
import type { Canonical, FieldCodec } from '../codec.js';
import { codesCodec } from '../codecs/codes-codec.js';
import { legacyCode } from '../codecs/column-type.js';
import { canonicalForm } from './encode-canonical.js';
import { columnLimit, whyUnfit } from './encode-limits.js';
import { equalValues } from './encode-predicates.js';
import type { LegacyValue } from '../legacy-value.js';

/**
 * A value that the ERP cannot hold: where it stands in the body, and the end of a sentence that starts
 * with "This value". It is for the caller, and repeats one character of the value at most.
 */
export class Unfit {
  constructor(
    readonly pointer: string,
    readonly detail: string,
  ) {}
}

/** Encodes a value that the input schema has accepted; `undefined` is an optional field that was left out. */
export type ValueEncoder = (value: Canonical | undefined, pointer: string) => LegacyValue | Unfit;

/** What takes the value. */
export interface EncodingTarget {
  readonly column: Column;
  /** Where the binding keeps the field in several columns: which of them, from 0. */
  readonly part?: number | undefined;
  /** Of char and varchar, as the Encoding Standard names it. Default: windows-1252. */
  readonly codePage?: string | undefined;
}

/**
 * The encoder of a field for one parameter or column. What is left out is sent as NULL; null is sent as the value that
 * the binding names for it (`none`), and as NULL where it names none. Throws UnusableBinding where no codec serves both.
 */
export function valueEncoder(written: WrittenField, target: EncodingTarget): ValueEncoder {
  const source = writtenSource(written, target.column, target.part);
  const encode = source.kind === 'codes' ? codesEncoder(source, target) : columnEncoder(written.field, source, target);
  const nothing = valueOfNull(source, target);
  return (value, pointer) => {
    if (value === undefined) return null;
    return value === null ? nothing : encode(value, pointer);
  };
}

/** The ERP's own word for "none", where the target is the column that has it. */
function valueOfNull(source: FieldSource, { column, part }: EncodingTarget): LegacyValue {
  const none = noneOf(source, part);
  return none === undefined ? null : legacyCode(column, none);
}

function noneOf(source: FieldSource, part: number | undefined): string | undefined {
  if (source.kind === 'dateAndTime' && part !== 1) return source.none[0];
  return source.kind === 'column' && source.format.kind === 'yyyymmdd' ? source.format.none[0] : undefined;
}

type CodesSource = Extract<FieldSource, { kind: 'codes' }>;
type Encode = (value: string | number | boolean, pointer: string) => LegacyValue | Unfit;

/** Each word has one row that is written; the map itself must read its codes as that word again. */
function codesEncoder(source: CodesSource, { column, part = 0 }: EncodingTarget): Encode {
  const { columns, rows } = source;
  const words = [...new Set(rows.map((row) => row.value))];
  const codec = codesCodec(columns, rows, { kind: 'enum', values: words });
  const read = codec.reader(columns.map((_, index) => index));
  const codes = new Map(
    words.flatMap((word): readonly (readonly [string, LegacyValue])[] => {
      const row = rowToWrite(rows, word);
      if (row === undefined) return [];
      const values = row.when.map((code, index) => codeIn(columns[index] ?? column, code));
      return read(values) === word ? [[word, values[part] ?? null]] : [];
    }),
  );
  return (value, pointer) => {
    const code = codes.get(String(value));
    return code === undefined ? new Unfit(pointer, 'is a value that the ERP has no code for.') : code;
  };
}

function codeIn(column: Column, code: string | null): LegacyValue {
  return code === null ? null : legacyCode(column, code);
}

function columnEncoder(field: Field, source: FieldSource, target: EncodingTarget): Encode {
  const { column } = target;
  const columns = columnsOfSource(source);
  const codec = equalityCodec(field, source);
  const read = codec.reader(columns.map((_, index) => index));
  const canonical = canonicalForm(field.type);
  const limit = columnLimit(column, target.codePage);
  const isStoredAsShown = source.kind === 'column' && source.format.kind === 'plain';
  return (value, pointer) => {
    const shown = canonical(value);
    const unfit = (detail = whyUnfit(field.type, column)): Unfit => new Unfit(pointer, detail);
    if (shown === undefined) return unfit();
    // Asked first where it can be, because it says more than that the value does not come back.
    const tooMuch = isStoredAsShown ? limit(shown) : undefined;
    if (tooMuch !== undefined) return unfit(tooMuch);
    const values = equalValues(codec.filter('eq', [String(shown)]), columns);
    if (values === undefined || read(values) !== shown) return unfit();
    const sent = values[columns.indexOf(column)] ?? null;
    const fault = typeof sent === 'string' && !isStoredAsShown ? limit(sent) : undefined;
    return fault === undefined ? sent : unfit(fault);
  };
}

/** The filter "equals" of a codec names the legacy value; a codec without it cannot be written. */
function equalityCodec(field: Field, source: FieldSource): FieldCodec {
  const codec = codecOf(field, source);
  if (codec.columns.length > 0 && codec.operators.has('eq')) return codec;
  throw new UnusableBinding(`${field.name} cannot be written: its column has no value that equals it`);
}
