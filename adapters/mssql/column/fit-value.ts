// Whether a value of a predicate exists in a column's type: picks the rule of the type's family.
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { byKind, type ByKind } from './by-kind.js';
import type { ColumnType } from './column-type.js';
import { type CodePage, type Fit, foreign } from './fit.js';
import { fitNumber } from './fit-number.js';
import { fitTemporal, type TemporalType } from './fit-temporal.js';
import { fitText } from './fit-text.js';

const exact = (value: LegacyValue): Fit => ({ kind: 'exact', value });

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Present = Exclude<LegacyValue, null>;

const fitMoment = (type: TemporalType, value: Present): Fit =>
  typeof value === 'string' ? fitTemporal(type, value) : foreign;

const FITS: ByKind<[Present, CodePage], Fit> = {
  text: (type, value, codePage) =>
    typeof value === 'string' || typeof value === 'number' ? fitText(type, String(value), codePage) : foreign,
  integer: fitNumber,
  decimal: fitNumber,
  money: fitNumber,
  float: fitNumber,
  bit: (_, value) => fitBit(value),
  date: fitMoment,
  time: fitMoment,
  datetime: fitMoment,
  datetime2: fitMoment,
  datetimeoffset: fitMoment,
  guid: (_, value) => (typeof value === 'string' && GUID.test(value) ? exact(value.toUpperCase()) : foreign),
  binary: ({ length }, value) => fitBinary(length, value),
  blob: () => foreign,
};

/** Fits a value that is not null. */
export function fitValue(type: ColumnType, value: Present, codePage: CodePage): Fit {
  return byKind(FITS, type, value, codePage);
}

function fitBit(value: Present): Fit {
  if (value === true || value === 1 || value === '1') return exact(true);
  return value === false || value === 0 || value === '0' ? exact(false) : foreign;
}

function fitBinary(length: number | 'max', value: Present): Fit {
  if (!(value instanceof Uint8Array)) return foreign;
  return length === 'max' || value.length <= length ? exact(value) : foreign;
}
