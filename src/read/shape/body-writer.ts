// Collects the text of an answer as UTF-8 pieces. It must never hold the same text twice for longer than one piece.
import { createHash, hash } from 'node:crypto';
import type { Hash } from 'node:crypto';

/** A body, complete. */
export interface Body {
  readonly pieces: readonly Buffer[];
  readonly bytes: number;
  /** SHA-256 of everything but the tail, the first 128 bits as base64url. */
  readonly digest: string;
}

/** Length of text that becomes a piece of its own. */
const PIECE = 64 * 1024;
/** Base64url characters that hold 128 bits. */
const DIGEST_LENGTH = 22;

/** Texts go in, one body comes out. Past its bound it keeps nothing more, and says so. */
export class BodyWriter {
  readonly #longest: number;
  readonly #pieces: Buffer[] = [];
  readonly #seed: Uint8Array | undefined;
  /** Only for a body of several pieces: for one, hashing it at once costs less than half. */
  #hash: Hash | undefined;
  #text = '';
  #bytes = 0;
  #tooLarge = false;

  /** `seed` goes into the digest and not into the body. */
  constructor(longest: number, seed?: Uint8Array) {
    this.#longest = longest;
    this.#seed = seed;
  }

  /** True once the bytes exceed the bound. */
  get tooLarge(): boolean {
    return this.#tooLarge;
  }

  add(text: string): void {
    if (this.#tooLarge) return;
    this.#text += text;
    if (this.#text.length >= PIECE) (this.#hash ??= this.#startHash()).update(this.#flush(''));
  }

  /** Ends the body; the tail must be ASCII. */
  finish(tail: string): Body {
    const last = this.#flush(tail);
    return { pieces: this.#pieces, bytes: this.#bytes, digest: this.#digest(last) };
  }

  /** Gives back what of the piece counts for the digest. */
  #flush(tail: string): Uint8Array {
    const piece = bytesOf(this.#text + tail);
    this.#text = '';
    this.#bytes += piece.byteLength;
    if (this.#bytes > this.#longest) {
      this.#tooLarge = true;
      this.#pieces.length = 0;
      return NOTHING;
    }
    this.#pieces.push(piece);
    return tail === '' ? piece : piece.subarray(0, piece.byteLength - tail.length);
  }

  #digest(last: Uint8Array): string {
    const only = this.#seed === undefined ? last : Buffer.concat([this.#seed, last]);
    const digest = this.#hash?.update(last).digest('base64url') ?? hash('sha256', only, 'base64url');
    return digest.slice(0, DIGEST_LENGTH);
  }

  #startHash(): Hash {
    const started = createHash('sha256');
    return this.#seed === undefined ? started : started.update(this.#seed);
  }
}

const NOTHING = new Uint8Array(0);

/** In memory of its own: a piece of the shared pool keeps all that lies beside it for as long as it lives itself. */
function bytesOf(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}
