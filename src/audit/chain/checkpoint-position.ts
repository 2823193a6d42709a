// Where a chain goes on behind entries that were let go, read out of the signed checkpoint that stands for them.
// It must never believe the rest of the text: verifying looks at the signature.
import type { ChainPosition } from './chain-digest.js';

/** The place and digest of the last entry that was let go. Throws for a text that is no checkpoint. */
export function checkpointPosition(text: string): ChainPosition {
  const { place, digest } = JSON.parse(text) as { readonly place?: unknown; readonly digest?: unknown };
  if (typeof place !== 'number' || typeof digest !== 'string') {
    throw new TypeError('a checkpoint of the audit trail names no place and digest');
  }
  return { place, digest: Buffer.from(digest, 'base64url') };
}
