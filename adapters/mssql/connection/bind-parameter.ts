// From a parameter's declared type and value to the driver's type object, options and value.
// It must never choose a type of its own: the declared one is what keeps the ERP's indexes in use.
import { TYPES } from 'tedious';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { byKind, type ByKind } from '../column/by-kind.js';
import type { ColumnType } from '../column/column-type.js';
import { momentDate } from '../column/moment.js';
import { CivilDate } from './civil-date.js';

type DriverType = (typeof TYPES)[keyof typeof TYPES];

/** What the driver needs to know of a type. */
export interface DriverBinding {
  readonly type: DriverType;
  readonly options: { readonly length?: number; readonly precision?: number; readonly scale?: number };
  readonly encode: (value: Exclude<LegacyValue, null>) => unknown;
}

/** A length above every bounded one: the driver writes it as (max). */
const MAX_LENGTH = 65_535;

const bindings = new WeakMap<ColumnType, DriverBinding>();

/** The binding of a type, worked out once. */
export function driverBinding(type: ColumnType): DriverBinding {
  const known = bindings.get(type);
  if (known !== undefined) return known;
  const made = byKind(BINDINGS, type);
  bindings.set(type, made);
  return made;
}

const BINDINGS: ByKind<[], DriverBinding> = {
  text: (type) => ({ type: textType(type), options: { length: lengthOf(type.length) }, encode: String }),
  integer: ({ name }) => INTEGERS[name],
  decimal: ({ precision, scale }) => ({ type: TYPES.Decimal, options: { precision, scale }, encode: Number }),
  money: ({ small }) => ({ type: small ? TYPES.SmallMoney : TYPES.Money, options: {}, encode: Number }),
  float: ({ single }) => ({ type: single ? TYPES.Real : TYPES.Float, options: {}, encode: Number }),
  bit: () => ({ type: TYPES.Bit, options: {}, encode: Boolean }),
  date: () => ({ type: TYPES.Date, options: {}, encode: driverDate }),
  time: ({ scale }) => ({ type: TYPES.Time, options: { scale }, encode: driverDate }),
  datetime: ({ small }) => ({ type: small ? TYPES.SmallDateTime : TYPES.DateTime, options: {}, encode: driverDate }),
  datetime2: ({ scale }) => ({ type: TYPES.DateTime2, options: { scale }, encode: driverDate }),
  datetimeoffset: ({ scale }) => ({ type: TYPES.DateTimeOffset, options: { scale }, encode: driverDate }),
  guid: () => ({ type: TYPES.UniqueIdentifier, options: {}, encode: String }),
  binary: ({ fixed, length }) => ({
    type: fixed ? TYPES.Binary : TYPES.VarBinary,
    options: { length: lengthOf(length) },
    encode: (value) => (value instanceof Uint8Array ? Buffer.from(value) : value),
  }),
  blob: () => ({ type: TYPES.NVarChar, options: { length: MAX_LENGTH }, encode: String }),
};

const INTEGERS: Readonly<Record<'tinyint' | 'smallint' | 'int' | 'bigint', DriverBinding>> = {
  tinyint: { type: TYPES.TinyInt, options: {}, encode: Number },
  smallint: { type: TYPES.SmallInt, options: {}, encode: Number },
  int: { type: TYPES.Int, options: {}, encode: Number },
  bigint: { type: TYPES.BigInt, options: {}, encode: (value) => (typeof value === 'string' ? BigInt(value) : value) },
};

function textType(type: Extract<ColumnType, { kind: 'text' }>): DriverType {
  if (type.wide) return type.fixed ? TYPES.NChar : TYPES.NVarChar;
  return type.fixed ? TYPES.Char : TYPES.VarChar;
}

const lengthOf = (length: number | 'max'): number => (length === 'max' ? MAX_LENGTH : length);

function driverDate(value: Exclude<LegacyValue, null>): unknown {
  const moment = momentDate(String(value));
  return moment === undefined ? value : new CivilDate(moment.date.getTime(), moment.ticksBelowMs);
}
