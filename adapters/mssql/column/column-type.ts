// Reads a declared type (`decimal(15,2)`) into the few families the adapter treats alike.
// It must never guess: a type it does not know is undefined, and whoever needs it refuses the column.

/** A declared SQL Server type, taken apart. Lengths are characters for n-types, bytes otherwise. */
export type ColumnType =
  | { readonly kind: 'text'; readonly wide: boolean; readonly fixed: boolean; readonly length: number | 'max' }
  | { readonly kind: 'integer'; readonly name: 'tinyint' | 'smallint' | 'int' | 'bigint' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'money'; readonly small: boolean }
  | { readonly kind: 'float'; readonly single: boolean }
  | { readonly kind: 'bit' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time'; readonly scale: number }
  | { readonly kind: 'datetime'; readonly small: boolean }
  | { readonly kind: 'datetime2'; readonly scale: number }
  | { readonly kind: 'datetimeoffset'; readonly scale: number }
  | { readonly kind: 'guid' }
  | { readonly kind: 'binary'; readonly fixed: boolean; readonly length: number | 'max' }
  /** Types that can be read but neither compared nor ordered. `text` and `ntext` can be searched with LIKE. */
  | { readonly kind: 'blob'; readonly name: 'text' | 'ntext' | 'xml' | 'image' };

const DECLARATION = /^([a-z]\w*)\s*(?:\(\s*(max|\d+)\s*(?:,\s*(\d+)\s*)?\))?$/;

interface Arguments {
  readonly first: number | 'max' | undefined;
  readonly second: number | undefined;
}

type Reader = (args: Arguments) => ColumnType;

const text =
  (wide: boolean, fixed: boolean): Reader =>
  ({ first }) => ({ kind: 'text', wide, fixed, length: first ?? 1 });
const integer =
  (name: 'tinyint' | 'smallint' | 'int' | 'bigint'): Reader =>
  () => ({ kind: 'integer', name });
const decimal: Reader = ({ first, second }) => ({
  kind: 'decimal',
  precision: numberOr(first, 18),
  scale: second ?? 0,
});
const binary =
  (fixed: boolean): Reader =>
  ({ first }) => ({ kind: 'binary', fixed, length: first ?? 1 });
const blob =
  (name: 'text' | 'ntext' | 'xml' | 'image'): Reader =>
  () => ({ kind: 'blob', name });
const rowversion: Reader = () => ({ kind: 'binary', fixed: true, length: 8 });
const scaled =
  (kind: 'time' | 'datetime2' | 'datetimeoffset'): Reader =>
  ({ first }) => ({ kind, scale: numberOr(first, 7) });

/** Defaults for missing lengths, precisions and scales are those of SQL Server's data type reference. */
const READERS: Readonly<Record<string, Reader>> = {
  char: text(false, true),
  varchar: text(false, false),
  nchar: text(true, true),
  nvarchar: text(true, false),
  sysname: () => ({ kind: 'text', wide: true, fixed: false, length: 128 }),
  tinyint: integer('tinyint'),
  smallint: integer('smallint'),
  int: integer('int'),
  bigint: integer('bigint'),
  decimal,
  numeric: decimal,
  money: () => ({ kind: 'money', small: false }),
  smallmoney: () => ({ kind: 'money', small: true }),
  // float(1..24) is stored in four bytes, as real is.
  float: ({ first }) => ({ kind: 'float', single: numberOr(first, 53) <= 24 }),
  real: () => ({ kind: 'float', single: true }),
  bit: () => ({ kind: 'bit' }),
  date: () => ({ kind: 'date' }),
  time: scaled('time'),
  datetime: () => ({ kind: 'datetime', small: false }),
  smalldatetime: () => ({ kind: 'datetime', small: true }),
  datetime2: scaled('datetime2'),
  datetimeoffset: scaled('datetimeoffset'),
  uniqueidentifier: () => ({ kind: 'guid' }),
  binary: binary(true),
  varbinary: binary(false),
  rowversion,
  timestamp: rowversion,
  text: blob('text'),
  ntext: blob('ntext'),
  xml: blob('xml'),
  image: blob('image'),
};

function numberOr(value: number | 'max' | undefined, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}

const known = new Map<string, ColumnType | undefined>();

function parse(declared: string): ColumnType | undefined {
  const match = DECLARATION.exec(declared.trim().toLowerCase());
  if (match === null) return undefined;
  const [, name = '', first, second] = match;
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  return read?.({
    first: first === undefined || first === 'max' ? first : Number(first),
    second: second === undefined ? undefined : Number(second),
  });
}

/** Takes a declared type apart; undefined when the adapter cannot read such a column (geography, sql_variant, json). */
export function parseColumnType(declared: string): ColumnType | undefined {
  // Declared types come from a binding, so this map is as small as the facade.
  if (!known.has(declared)) known.set(declared, parse(declared));
  return known.get(declared);
}
