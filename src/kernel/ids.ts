// Identifiers the gateway gives out. It must never derive an id from request content.
import { randomInt } from 'node:crypto';
import { ulid } from 'ulid';
import type { Clock } from './clock.js';

/** Left to itself, ulid looks for a source of randomness at every call, which costs ten times the id. */
const random = (): number => randomInt(2 ** 32) / 2 ** 32;

const CORRELATION_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Makes a new 26-character ULID (sortable by time, 80 random bits): https://github.com/ulid/spec */
export function newId(clock: Clock): string {
  return ulid(clock.now(), random);
}

/** True for a caller's correlation id that is safe to echo and to log: 1 to 64 characters of `A-Za-z0-9._-`. */
export function isCorrelationId(text: string): boolean {
  return CORRELATION_ID.test(text);
}
