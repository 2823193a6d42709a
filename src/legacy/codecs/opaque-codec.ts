// Values that are equal or not and mean nothing else: UUIDs and binary.
import { LONGEST_BINARY } from '../../facade/description/bounds.js';
import type { Column } from '../../facade/binding.js';
import type { FieldType } from '../../facade/contract.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { FieldCodec } from '../codec.js';
import { columnFilter, equalsAny, isNull, NOTHING, UNORDERED } from './column-filter.js';
import type { Place } from './column-filter.js';
import { columnType, trimBlanks } from './column-type.js';
import { readOne } from './number-codec.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const NOT_A_UUID = new Misfit('not a UUID');
const NOT_BYTES = new Misfit('not binary');
const TOO_LONG = new Misfit('longer than agreed');

/**
 * A UUID in lower case, from a uniqueidentifier or a text column. Greater and less are not offered: SQL Server orders
 * uniqueidentifier by its last six bytes first (Microsoft Learn, "Comparing GUID and uniqueidentifier values").
 */
export function uuidCodec(column: Column): FieldCodec {
  const { family } = columnType(column);
  if (family !== 'uuid' && family !== 'text') {
    throw new UnusableBinding(`column ${column.name} of type ${column.type} does not hold UUIDs`);
  }
  return {
    columns: [column],
    order: [column],
    operators: UNORDERED,
    plain: true,
    reader: (at) =>
      readOne(at, (value) => {
        const text = typeof value === 'string' ? trimBlanks(value) : '';
        return UUID.test(text) ? text.toLowerCase() : NOT_A_UUID;
      }),
    filter: family === 'uuid' ? filterUuids(column) : filterUuidTexts(column),
  };
}

function filterUuids(column: Column): FieldCodec['filter'] {
  const place = (text: string): Place | undefined =>
    UUID.test(text) ? { at: 'exactly', value: text.toUpperCase() } : undefined;
  return (operator, values) => columnFilter(column, place, operator, values);
}

/** A text column may hold either case, and its collation may tell them apart. */
function filterUuidTexts(column: Column): FieldCodec['filter'] {
  return (operator, values) => {
    if (operator === 'isNull') return [isNull(column, values[0] !== 'true')];
    const cases = values.filter((text) => UUID.test(text)).flatMap((text) => [text.toLowerCase(), text.toUpperCase()]);
    if (operator !== 'ne') return equalsAny(column, cases);
    if (cases.length === 0) return [isNull(column, true)];
    return cases.map((value) => ({ kind: 'compare', column, comparison: 'ne', value }));
  };
}

/** Bytes as base64. */
export function binaryCodec(column: Column, type: Extract<FieldType, { kind: 'binary' }>): FieldCodec {
  const { family, name } = columnType(column);
  if (family !== 'bytes')
    throw new UnusableBinding(`column ${column.name} of type ${column.type} does not hold binary`);
  const longest = type.maxBytes ?? LONGEST_BINARY;
  const place = (text: string): Place | undefined =>
    BASE64.test(text) ? { at: 'exactly', value: Buffer.from(text, 'base64') } : undefined;
  return {
    columns: [column],
    order: name === 'rowversion' || name === 'timestamp' ? [column] : undefined,
    operators: UNORDERED,
    plain: true,
    reader: (at) =>
      readOne(at, (value) => {
        if (!(value instanceof Uint8Array)) return NOT_BYTES;
        if (value.byteLength > longest) return TOO_LONG;
        return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
      }),
    filter: (operator, values) => (values.length === 0 ? [NOTHING] : columnFilter(column, place, operator, values)),
  };
}
