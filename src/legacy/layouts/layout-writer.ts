// Writes the files of one layout: records one by one at accept time, whole files when a batch is closed.
// It must never cut, replace or pad away any part of a value: what would not read back as it was is refused.
import type { Layout } from '../../facade/binding-of-drops.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { Unfit } from '../encode/encode-value.js';
import { nextSequence } from './next-sequence.js';
import type { FileContents, RecordImage, RecordSource, RenderedFile } from './record-image.js';
import { RecordWriter } from '../records/record-writer.js';
import { FileWriter } from './file-writer.js';

/** One layout, made ready. Holds no state that a record can change. */
export class LayoutWriter {
  readonly #records: RecordWriter;
  readonly #files: FileWriter;

  /** Throws UnusableBinding for a layout that no file can follow. */
  constructor(private readonly layout: Layout) {
    this.#records = new RecordWriter(layout);
    this.#files = new FileWriter(layout);
  }

  /**
   * The record of one command, or everything in it that the layout cannot hold, each with its pointer into the body;
   * what is wrong with the key in the address has an empty pointer.
   */
  record(source: RecordSource): Outcome<RecordImage, Unfit> {
    return this.#records.write(source);
  }

  /** Whether a record can hold this key of an address, whatever else it holds. */
  fitsKey(key: string): boolean {
    return this.#records.fitsKey(key);
  }

  /** A whole file: the same contents give the same bytes. Throws FileDoesNotFit where a count or total has no room. */
  file(contents: FileContents): RenderedFile {
    return this.#files.render(contents);
  }

  /** The number of the file after `last`; undefined where the layout has no more. */
  nextSequence(last: number | undefined): number | undefined {
    return nextSequence(this.layout.sequence, last);
  }
}
