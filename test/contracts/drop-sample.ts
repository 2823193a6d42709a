// Files for the contract of drop channels.
import { createHash } from 'node:crypto';
import type { FileDrop } from '../../src/legacy/file-drop.js';

/** A signal that never fires. */
export const patient: AbortSignal = new AbortController().signal;

/** Bytes that look like nothing else, the same for the same length and seed. */
export function someBytes(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed * 2_654_435_761;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** A drop of these bytes; `more` replaces its other members. */
export function aDrop(bytes: Uint8Array = someBytes(1_000), more: Partial<FileDrop> = {}): FileDrop {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name: 'ORDERS-00042.DAT', temporaryName: '.ORDERS-00042.DAT.part', bytes, sha256, ...more };
}
