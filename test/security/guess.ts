// Guesses at secrets: well-formed, with a checksum that fits, and wrong.
import { crc32 } from 'node:zlib';
import { makeSecret } from '../../src/credentials/secret.js';

/** A public id in front of 256 random bits; without one, an id that nobody has. */
export function guessAt(credentialId: string = makeSecret().credentialId): string {
  const [, , bits = ''] = makeSecret().text.split('_');
  const body = `bny_${credentialId}_${bits}`;
  return `${body}_${crc32(body).toString(16).padStart(8, '0')}`;
}

/** The public id that stands in a secret. */
export function idOf(secret: string): string {
  return secret.split('_')[1] ?? '';
}
