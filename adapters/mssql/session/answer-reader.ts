// Reads the tokens of an answer (MS-TDS 2.2.7) as far as they have arrived: columns, rows, what the server says, the end.
// It must never skip a token it does not know: behind it nothing could be believed.
import type { LegacyRow, LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { Decoder } from '../column/decode.js';
import type { CellReader } from './cells.js';
import { readColumns } from './columns.js';
import { type Incoming, NotYet } from './incoming.js';
import { readServerMessage, type ServerMessage } from './server-message.js';

/** What a statement wants of its answer. */
export interface Wanted {
  readonly decoders: readonly (Decoder | undefined)[];
  /** Called once per row. */
  row: (values: LegacyRow) => void;
}

const TOKEN = {
  columns: 0x81,
  row: 0xd1,
  rowWithNulls: 0xd2,
  error: 0xaa,
  returnStatus: 0x79,
  done: 0xfd,
  doneProcedure: 0xfe,
  doneInProcedure: 0xff,
} as const;

/** Tokens of which only the length matters: offset, order, table names, column information, environment, information. */
const SKIPPED: ReadonlySet<number> = new Set([0xa4, 0xa5, 0xa9, 0xab, 0xe3]);
/** Bit of a DONE token: the attention has been heard. */
const ATTENTION_HEARD = 0x20;

export class AnswerReader {
  readonly errors: ServerMessage[] = [];
  attentionHeard = false;
  #columns: readonly CellReader[] = [];
  readonly #incoming: Incoming;
  readonly #wanted: Wanted;

  constructor(incoming: Incoming, wanted: Wanted) {
    this.#incoming = incoming;
    this.#wanted = wanted;
  }

  /** Reads every token that is there in full. */
  readOn(): void {
    const incoming = this.#incoming;
    let start = incoming.at;
    try {
      while (incoming.at < incoming.end) {
        start = incoming.at;
        this.#token(incoming.uint8());
      }
    } catch (error) {
      if (!(error instanceof NotYet)) throw error;
      incoming.at = start;
    }
  }

  #token(token: number): void {
    switch (token) {
      case TOKEN.rowWithNulls:
        this.#rowWithNulls();
        break;
      case TOKEN.row:
        this.#row();
        break;
      case TOKEN.columns:
        this.#columns = readColumns(this.#incoming, this.#wanted.decoders);
        break;
      case TOKEN.done:
      case TOKEN.doneProcedure:
      case TOKEN.doneInProcedure:
        this.#done();
        break;
      case TOKEN.error:
        this.errors.push(readServerMessage(this.#incoming));
        break;
      case TOKEN.returnStatus:
        this.#incoming.passOver(4);
        break;
      default:
        if (!SKIPPED.has(token)) throw new Error(`the server sent a token 0x${token.toString(16)}`);
        this.#incoming.passOver(this.#incoming.uint16());
    }
  }

  #row(): void {
    const incoming = this.#incoming;
    const columns = this.#columns;
    const values = new Array<LegacyValue>(columns.length);
    for (let index = 0; index < columns.length; index++) values[index] = columns[index]?.(incoming) as LegacyValue;
    this.#wanted.row(values);
  }

  /** One bit per column stands in front: set where the cell is NULL and takes no bytes. */
  #rowWithNulls(): void {
    const incoming = this.#incoming;
    const columns = this.#columns;
    const nulls = incoming.at;
    incoming.passOver((columns.length + 7) >> 3);
    const values = new Array<LegacyValue>(columns.length);
    for (let index = 0; index < columns.length; index++) {
      const isNull = ((incoming.bytes[nulls + (index >> 3)] ?? 0) >> (index & 7)) & 1;
      values[index] = isNull === 1 ? null : (columns[index]?.(incoming) as LegacyValue);
    }
    this.#wanted.row(values);
  }

  #done(): void {
    const status = this.#incoming.uint16();
    this.#incoming.passOver(10);
    if ((status & ATTENTION_HEARD) !== 0) this.attentionHeard = true;
  }
}
