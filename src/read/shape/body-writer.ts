// Collects the text of an answer as UTF-8 pieces. It must never hold the same text twice for longer than one piece.
import { createHash } from 'node:crypto';

/** A body, complete. */
export interface Body {
  readonly pieces: readonly Buffer[];
  readonly bytes: number;
  /** SHA-256 of everything but the tail, the first 128 bits as base64url. */
  readonly digest: string;
}

/** Length of text that becomes a piece of its own. */
const PIECE = 64 * 1024;
const DIGEST_BYTES = 16;

/** Texts go in, one body comes out. Past its bound it keeps nothing more, and says so. */
export class BodyWriter {
  readonly #longest: number;
  readonly #pieces: Buffer[] = [];
  readonly #hash = createHash('sha256');
  #text = '';
  #bytes = 0;
  #tooLarge = false;

  /** `seed` goes into the digest and not into the body. */
  constructor(longest: number, seed?: Uint8Array) {
    this.#longest = longest;
    if (seed !== undefined) this.#hash.update(seed);
  }

  /** True once the bytes exceed the bound. */
  get tooLarge(): boolean {
    return this.#tooLarge;
  }

  add(text: string): void {
    if (this.#tooLarge) return;
    this.#text += text;
    if (this.#text.length >= PIECE) this.#flush('');
  }

  /** Ends the body; the tail must be ASCII. */
  finish(tail: string): Body {
    this.#flush(tail);
    const digest = this.#hash.digest().subarray(0, DIGEST_BYTES).toString('base64url');
    return { pieces: this.#pieces, bytes: this.#bytes, digest };
  }

  #flush(tail: string): void {
    const piece = Buffer.from(this.#text + tail);
    this.#text = '';
    this.#bytes += piece.byteLength;
    if (this.#bytes > this.#longest) {
      this.#tooLarge = true;
      this.#pieces.length = 0;
      return;
    }
    this.#hash.update(piece.subarray(0, piece.byteLength - tail.length));
    this.#pieces.push(piece);
  }
}
