// Cuts bytes that come in pieces into lines, before anything is decoded, so that one bad line harms no other.
// It must never hold more of a line than the limit.

/** One line without its end. */
export interface FileLine {
  /** From 1. */
  readonly number: number;
  /** Undefined for a line that is longer than the limit. */
  readonly bytes: Uint8Array | undefined;
  /** Whether an end of line came after it; without one the file may have been cut off. */
  readonly isWhole: boolean;
}

const CARRIAGE_RETURN = 0x0d;

/** The lines of one file. */
export class LineSplitter {
  #number = 1;
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  /** `ends` are the bytes that end a line; a carriage return (0x0D in ASCII and EBCDIC alike) before one belongs to it. */
  constructor(
    private readonly ends: readonly number[],
    private readonly limitBytes: number,
  ) {}

  /** The lines that end in this piece. */
  push(piece: Uint8Array): readonly FileLine[] {
    const lines: FileLine[] = [];
    let start = 0;
    for (let end = this.#nextEnd(piece, 0); end >= 0; end = this.#nextEnd(piece, start)) {
      this.#hold(piece.subarray(start, end));
      lines.push(this.#take(true));
      start = end + 1;
    }
    this.#hold(piece.subarray(start));
    return lines;
  }

  /** What came after the last end of line; undefined where nothing did. */
  end(): FileLine | undefined {
    return this.#heldBytes === 0 ? undefined : this.#take(false);
  }

  #nextEnd(piece: Uint8Array, from: number): number {
    const [first = 0, second] = this.ends;
    if (second === undefined) return piece.indexOf(first, from);
    for (let at = from; at < piece.length; at += 1) {
      if (piece[at] === first || piece[at] === second) return at;
    }
    return -1;
  }

  /** Beyond the limit bytes are counted, no longer kept. */
  #hold(bytes: Uint8Array): void {
    this.#heldBytes += bytes.length;
    if (this.#heldBytes <= this.limitBytes) this.#held.push(bytes);
    else this.#held = [];
  }

  #take(isWhole: boolean): FileLine {
    const isTooLong = this.#heldBytes > this.limitBytes;
    const bytes = isTooLong ? undefined : withoutReturn(joined(this.#held));
    const line = { number: this.#number, bytes, isWhole };
    this.#number += 1;
    this.#held = [];
    this.#heldBytes = 0;
    return line;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only, ...more] = pieces;
  return only !== undefined && more.length === 0 ? only : Buffer.concat(pieces);
}

function withoutReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
}
