// Chooses the codec of a field: the table of which binding can serve which canonical type.
// It must never fall back to a codec that merely works for most rows.
import type { FieldSource } from '../facade/binding.js';
import type { Field, FieldType } from '../facade/contract.js';
import { UnusableBinding } from './codec.js';
import type { FieldCodec } from './codec.js';
import { dateAndTimeCodec } from './codecs-of-time/date-and-time-codec.js';
import { dateCodec, yyyymmddCodec } from './codecs-of-time/date-codec.js';
import { instantCodec, localInstantCodec } from './codecs-of-time/instant-codec.js';
import { hhmmssCodec, timeCodec } from './codecs-of-time/time-codec.js';
import { booleanCodec, ONE_OR_ZERO } from './codecs/boolean-codec.js';
import { codesCodec } from './codecs/codes-codec.js';
import { constantCodec } from './codecs/constant-codec.js';
import { decimalCodec, integerCodec, longCodec } from './codecs/number-codec.js';
import { binaryCodec, uuidCodec } from './codecs/opaque-codec.js';
import { partsCodec } from './codecs/parts-codec.js';
import { textCodec } from './codecs/text-codec.js';

type ColumnSource = Extract<FieldSource, { kind: 'column' }>;

/** The codec of a field as it is bound. Throws UnusableBinding where the two do not go together. */
export function codecOf(field: Pick<Field, 'type'>, source: FieldSource): FieldCodec {
  switch (source.kind) {
    case 'column':
      return columnCodec(field.type, source);
    case 'codes':
      return codesCodec(source.columns, source.rows, field.type);
    case 'dateAndTime':
      if (field.type.kind !== 'instant') throw mismatch(field.type, 'a date and a time column');
      return dateAndTimeCodec(source);
    case 'parts':
      if (field.type.kind !== 'string') throw mismatch(field.type, 'the parts of a key');
      return partsCodec(source, field.type);
    case 'constant':
      return constantCodec(source.value);
  }
}

function columnCodec(type: FieldType, source: ColumnSource): FieldCodec {
  switch (source.format.kind) {
    case 'plain':
      return plainCodec(type, source);
    case 'yyyymmdd':
      if (type.kind !== 'date') throw mismatch(type, 'format yyyymmdd');
      return yyyymmddCodec(source.column, source.format.none);
    case 'hhmmss':
      if (type.kind !== 'time') throw mismatch(type, 'format hhmmss');
      return hhmmssCodec(source.column);
    case 'flags':
      if (type.kind !== 'boolean') throw mismatch(type, 'flags');
      return booleanCodec(source.column, source.format);
    case 'local':
      if (type.kind !== 'instant') throw mismatch(type, 'a timezone');
      return localInstantCodec(source.column, source.format.timezone);
  }
}

function plainCodec(type: FieldType, { column, trim }: ColumnSource): FieldCodec {
  switch (type.kind) {
    case 'string':
      return textCodec(column, type, trim);
    case 'integer':
      return integerCodec(column, type);
    case 'long':
      return longCodec(column);
    case 'decimal':
      return decimalCodec(column, type);
    case 'boolean':
      return booleanCodec(column, ONE_OR_ZERO);
    case 'date':
      return dateCodec(column);
    case 'time':
      return timeCodec(column);
    case 'instant':
      return instantCodec(column);
    case 'uuid':
      return uuidCodec(column);
    case 'binary':
      return binaryCodec(column, type);
    case 'enum':
      return codesCodec([column], sameWords(type.values), type);
  }
}

/** The ERP writes the canonical words themselves. */
function sameWords(values: readonly string[]) {
  return values.map((value) => ({ when: [value], value, write: true }));
}

function mismatch(type: FieldType, binding: string): UnusableBinding {
  return new UnusableBinding(`a ${type.kind} cannot be bound by ${binding}`);
}
