// Reads what the ERP says of the files of one layout. It must never hold a whole file in memory, nor act on what it says.
import type { Layout } from '../../facade/binding-of-drops.js';
import type { AcknowledgedRecord, UnreadableRecord } from '../acknowledgements/acknowledged-record.js';
import { recordReader } from '../acknowledgements/record-reader.js';
import type { RecordReader } from '../acknowledgements/record-reader.js';
import { fileNameMatcher } from './match-file-name.js';
import type { FileNameMatcher, MatchedName } from './match-file-name.js';

/** The acknowledgements of one layout, made ready. Holds no state between two files. */
export class AcknowledgementReader {
  readonly #match: FileNameMatcher;
  readonly #read: RecordReader;

  /** Throws UnusableBinding for a layout whose acknowledgements nobody can read, such as one that has none. */
  constructor(layout: Layout) {
    this.#match = fileNameMatcher(layout);
    this.#read = recordReader(layout);
  }

  /** What a file name says of the batch it acknowledges; undefined for any other file's name. */
  matches(fileName: string): MatchedName | undefined {
    return this.#match(fileName);
  }

  /**
   * The records of one file in order, as its bytes arrive. Never throws of itself: what cannot be read is told with its
   * line, and the rest goes on where the format lets it. Rejects as `pieces` does.
   */
  read(pieces: AsyncIterable<Uint8Array>): AsyncIterable<AcknowledgedRecord | UnreadableRecord> {
    return this.#read(pieces);
  }
}
