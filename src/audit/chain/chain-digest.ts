// The digest that chains an audit entry to all before it. Used by whoever appends and by whoever verifies.
// It must never change: every stored digest was made by it.
import { createHash, hash } from 'node:crypto';

/** A place in a chain, and the digest over everything up to it. Place 0 is before the first entry. */
export interface ChainPosition {
  readonly place: number;
  /** 32 bytes. */
  readonly digest: Uint8Array;
}

/** An entry as it is stored. */
export interface ChainedEntry extends ChainPosition {
  /** Action and subject as they stand beside the text, for the sake of indexes. */
  readonly action: string;
  readonly subject: string;
  /** The canonical text (chain-entry.ts), exactly as it was appended. */
  readonly text: string;
}

/** Where the chain of a stream begins. Chains of different stores differ from their first entry on. */
export function chainStart(stream: string): ChainPosition {
  return { place: 0, digest: createHash('sha256').update(`banyan audit stream ${stream}`, 'utf8').digest() };
}

/** Entries hardly ever have more than 500 bytes; longer ones get memory of their own. */
const SCRATCH = Buffer.allocUnsafeSlow(8_192);

/**
 * SHA-256 over the digest before and the text as stored; unambiguous, as a digest always has 32 bytes. Asked for a
 * buffer, `hash` makes memory that has to be collected, which takes twice as long as the digest by way of a text.
 */
export function chainDigest(previous: Uint8Array, text: string): Buffer {
  // No character of UTF-16 takes more than three bytes in UTF-8.
  const most = previous.length + text.length * 3;
  const bytes = most > SCRATCH.length ? Buffer.allocUnsafe(most) : SCRATCH;
  bytes.set(previous);
  const length = previous.length + bytes.write(text, previous.length);
  return Buffer.from(hash('sha256', bytes.subarray(0, length), 'binary'), 'latin1');
}

/** A digest as it is written into heads, checkpoints and exports. */
export function digestText(digest: Uint8Array): string {
  return Buffer.from(digest.buffer, digest.byteOffset, digest.byteLength).toString('base64url');
}

/** SHA-256 of a line of text, written like a digest: what ties a head to the one before it. */
export function lineDigest(line: string): string {
  return createHash('sha256').update(line, 'utf8').digest('base64url');
}
