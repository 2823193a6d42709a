// Identifiers the gateway gives out. It must never derive an id from request content.
import { randomFillSync } from 'node:crypto';
import { ulid } from 'ulid';
import type { Clock } from './clock.js';

/**
 * Random bytes in stock: an id takes sixteen, each of which gives five bits. Left to itself, ulid looks for a source of
 * randomness at every call, which costs ten times the id.
 */
const stock = new Uint8Array(4096);
let taken = stock.length;

function random(): number {
  if (taken === stock.length) {
    randomFillSync(stock);
    taken = 0;
  }
  taken += 1;
  return (stock[taken - 1] ?? 0) / 256;
}

const CORRELATION_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Makes a new 26-character ULID (sortable by time, 80 random bits): https://github.com/ulid/spec */
export function newId(clock: Clock): string {
  return ulid(clock.now(), random);
}

/** True for a caller's correlation id that is safe to echo and to log: 1 to 64 characters of `A-Za-z0-9._-`. */
export function isCorrelationId(text: string): boolean {
  return CORRELATION_ID.test(text);
}
