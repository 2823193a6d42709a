// Tells digests that are certainly new from those that may be known (a Bloom filter), in memory that both threads see:
// the writer thread adds, the main thread asks. It must never call a digest new that was added before.

/** 2 MB. Among a million digests one of 500 new ones is taken for known, among four million one of seven. */
const BITS = 2 ** 24;
const WORDS = BITS / 32;

/** Behind the bits: 1 once everything of before the start has been added. */
const COMPLETE = WORDS;

/** Bytes of a digest that are looked at; each four of them name a bit. */
const LOOKED_AT = 16;

/** Digests must be uniform, as those of a hash are, and of at least 16 bytes. */
export class DigestFilter {
  readonly #words: Uint32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Uint32Array(memory);
  }

  /** Memory for one filter; empty, and not complete. */
  static memory(): SharedArrayBuffer {
    return new SharedArrayBuffer((WORDS + 1) * Uint32Array.BYTES_PER_ELEMENT);
  }

  add(digest: Uint8Array): void {
    for (let at = 0; at < LOOKED_AT; at += 4) {
      const bit = bitOf(digest, at);
      this.#words[bit >>> 5] = (this.#words[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  /** From now on a digest that was not added is new. Whoever sees this has seen every bit that was set before. */
  complete(): void {
    Atomics.store(this.#words, COMPLETE, 1);
  }

  /** False only when the digest was never added. */
  mayHold(digest: Uint8Array): boolean {
    if (Atomics.load(this.#words, COMPLETE) !== 1) return true;
    for (let at = 0; at < LOOKED_AT; at += 4) {
      const bit = bitOf(digest, at);
      if (((this.#words[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

/** Of 24 bits. */
function bitOf(digest: Uint8Array, at: number): number {
  return ((digest[at] ?? 0) << 16) | ((digest[at + 1] ?? 0) << 8) | (digest[at + 2] ?? 0);
}
