// Page cursors: the position in the order, sealed so that a caller can neither read much into it nor change it.
// It must never open for another version, operation, filter, order or selection than it was made for.
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { LegacyValue } from '../legacy/legacy-value.js';
import type { OrderTerm } from '../legacy/read-plan.js';
import { Problem } from '../problems/problem.js';
import type { AskedRead } from './parse/parse-read.js';
import type { PreparedRead } from './plan/prepared-read.js';

/** 128 bits of the MAC: a forger has one guess per request. RFC 2104, section 5 allows half of the hash. */
const MAC_BYTES = 16;

/** Seals and opens cursors under one secret key of at least 32 bytes; every instance of a gateway needs the same. */
export class CursorSeal {
  readonly #key: KeyObject;

  constructor(key: Uint8Array) {
    if (key.byteLength < 32) throw new RangeError('the cursor key needs at least 32 bytes');
    this.#key = createSecretKey(key);
  }

  /** The cursor that stands for a position; unpadded base64url. */
  seal(bound: string, position: readonly LegacyValue[]): string {
    const payload = Buffer.from(JSON.stringify(position.map(toJson)));
    return Buffer.concat([this.#mac(bound, payload), payload]).toString('base64url');
  }

  /** The position, or undefined for anything this key did not seal for `bound`. Never throws. */
  open(bound: string, cursor: string): readonly LegacyValue[] | undefined {
    const bytes = Buffer.from(cursor, 'base64url');
    // Decoding skips what is not base64url; only the one way in which we write a cursor is accepted.
    if (bytes.byteLength <= MAC_BYTES || bytes.toString('base64url') !== cursor) return undefined;
    const payload = bytes.subarray(MAC_BYTES);
    if (!timingSafeEqual(bytes.subarray(0, MAC_BYTES), this.#mac(bound, payload))) return undefined;
    return (JSON.parse(payload.toString()) as JsonValue[]).map(fromJson);
  }

  #mac(bound: string, payload: Uint8Array): Buffer {
    const mac = createHmac('sha256', this.#key)
      .update(`${Buffer.byteLength(bound)}:${bound}`)
      .update(payload);
    return mac.digest().subarray(0, MAC_BYTES);
  }
}

type JsonValue = string | number | boolean | null | { readonly bytes: string };

function toJson(value: LegacyValue): JsonValue {
  if (!(value instanceof Uint8Array)) return value;
  return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
}

function fromJson(value: JsonValue): LegacyValue {
  return typeof value === 'object' && value !== null ? Buffer.from(value.bytes, 'base64') : value;
}

/** The position a caller's cursor stands for, or the problem `invalid-cursor`, which never says what was wrong. */
export function openCursor(seal: CursorSeal, bound: string, cursor: string): readonly LegacyValue[] {
  const position = seal.open(bound, cursor);
  if (position !== undefined) return position;
  const detail = 'Not a cursor of this query. Use page.next unchanged with the same filters, sort and fields.';
  throw new Problem('invalid-cursor', { errors: [{ parameter: 'after', detail }] });
}

/**
 * What a cursor is bound to. The limit is not part of it, so that a caller may change the size of pages on the way.
 * The columns of the order are: a facade that orders by others since does not read old positions as its own.
 */
export function cursorBinding(read: PreparedRead, asked: AskedRead, order: readonly OrderTerm[]): string {
  const filters = asked.filters
    .map(({ field, operator, values }) => JSON.stringify([field, operator, [...values].sort(byText)]))
    .sort(byText);
  const fields = asked.fields === undefined ? null : [...asked.fields].sort(byText);
  const terms = order.map(({ column, descending }) => [column.name, column.type, descending]);
  return JSON.stringify([read.version, read.operation.id, filters, fields, terms]);
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
