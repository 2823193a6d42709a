// The version of a row as text, for whoever keeps it, and back as the ERP takes it.
// It must never be shown to callers: they have entity tags.
import type { Column } from '../facade/binding.js';
import { columnType } from './codecs/column-type.js';
import type { LegacyValue } from './legacy-value.js';

/** Bytes as hexadecimal digits, numbers as they are; undefined for a row without one. */
export function versionText(value: LegacyValue): string | undefined {
  if (value === null) return undefined;
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value);
}

/** Reads what `versionText` made, for a parameter of this type. Throws UnusableBinding for a type nobody knows. */
export function versionReader(parameter: Column): (text: string) => LegacyValue {
  const { family, name } = columnType(parameter);
  if (family === 'bytes') return (text) => Uint8Array.from(Buffer.from(text, 'hex'));
  return name === 'bigint' ? (text) => text : Number;
}
