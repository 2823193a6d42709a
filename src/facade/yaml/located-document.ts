// A YAML file as plain data that still knows on which line and column everything was written.
// It must never interpret the data; formats and checks do.
import { pathKey } from './path.js';
import type { Path } from './path.js';

/** Counted from 1, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A scalar as its author typed it. */
export interface ScalarSource {
  /** Source text without quotes, before anything was filled in. */
  readonly text: string;
  readonly quoted: boolean;
}

/** What is remembered about one written value. */
export interface Mark {
  readonly path: Path;
  /** Where its key stands, for members of a block. */
  readonly key?: Position;
  readonly value: Position;
  /** Present for everything but blocks and lists. */
  readonly scalar?: ScalarSource;
}

const START: Position = { line: 1, column: 1 };

/** One read file. `place` stands before every path in a fault: `['resources', 'orders']`. */
export class LocatedDocument {
  readonly #marks: ReadonlyMap<string, Mark>;

  constructor(
    readonly file: string,
    readonly place: Path,
    readonly value: unknown,
    marks: ReadonlyMap<string, Mark>,
  ) {
    this.#marks = marks;
  }

  /** Whether something is written at this path, be it right or wrong. */
  has(path: Path): boolean {
    return this.#marks.has(pathKey(path));
  }

  /** Where to send the author's eyes: the scalar itself, the key of a block; for what is missing, what it is missing in. */
  locate(path: Path): Position {
    for (let length = path.length; length >= 0; length--) {
      const mark = this.#marks.get(pathKey(path.slice(0, length)));
      if (mark !== undefined) return mark.scalar === undefined ? (mark.key ?? mark.value) : mark.value;
    }
    return START;
  }

  /** Where the key of a member stands. */
  locateKey(path: Path): Position {
    return this.#marks.get(pathKey(path))?.key ?? this.locate(path);
  }

  /** The scalar at this path as it was typed. */
  scalar(path: Path): ScalarSource | undefined {
    return this.#marks.get(pathKey(path))?.scalar;
  }

  /** Everything written, from top to bottom. */
  marks(): IterableIterator<Mark> {
    return this.#marks.values();
  }
}
