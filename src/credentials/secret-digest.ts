// How secrets are kept and compared: HMAC-SHA-256 under a pepper that lives outside the store.
// A fast keyed hash is enough, because the secrets carry 256 random bits (OWASP ASVS 5.0, 6.5.2). It must never compare
// text, nor buffers of unequal length: timingSafeEqual throws on those.
import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** The pepper as a key object, which neither prints nor serialises its bytes. */
export type Pepper = KeyObject;

const PEPPER_TEXT = /^[0-9a-f]{64}$/;
const DIGEST_BYTES = 32;

/** A new pepper as the text to keep in its own file: 256 random bits in hex. */
export function newPepperText(): string {
  return randomBytes(DIGEST_BYTES).toString('hex');
}

/** Reads a pepper. Throws when the text is not 64 hex digits; the error does not repeat the text. */
export function readPepper(text: string): Pepper {
  const trimmed = text.trim();
  if (!PEPPER_TEXT.test(trimmed)) throw new Error('The pepper must be 64 hexadecimal digits in lower case.');
  return createSecretKey(Buffer.from(trimmed, 'hex'));
}

/** What is kept of a secret: base64url, 43 characters. */
export function digestSecret(pepper: Pepper, secret: string): string {
  return hmac(pepper, secret).toString('base64url');
}

/** Compares a secret with a kept digest in constant time. A kept text that is no digest never matches. */
export function matchesDigest(pepper: Pepper, secret: string, kept: string): boolean {
  const expected = Buffer.from(kept, 'base64url');
  const presented = hmac(pepper, secret);
  if (expected.length !== DIGEST_BYTES) return false;
  return timingSafeEqual(presented, expected);
}

function hmac(pepper: Pepper, secret: string): Buffer {
  return createHmac('sha256', pepper).update(secret).digest();
}
