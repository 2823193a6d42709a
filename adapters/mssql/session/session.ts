// Statements over a connection that the driver has opened: the driver logs in, encrypts and notices when the connection
// ends; what goes back and forth for a statement is written and read here, at a fraction of its cost (bench/README.md).
// It must never have two statements under way, and never settle one before the server has said that it is over.
import type { Duplex } from 'node:stream';
import type { Connection } from 'tedious';
import { RequestError, TYPES } from 'tedious';
import type { LegacyRow } from '../../../src/legacy/legacy-value.js';
import { CANCEL_GRACE_MS } from '../settings/driver-options.js';
import type { Statement } from '../statement/statement.js';
import { AnswerReader } from './answer-reader.js';
import { CallTemplate } from './call-template.js';
import { Incoming } from './incoming.js';
import { framed, PACKET } from './packets.js';
import type { Encoding } from './parameter-wire.js';

/** The statement under way. */
interface Running {
  readonly answer: AnswerReader;
  readonly settle: (error?: Error) => void;
  cancelled: boolean;
  /** What the receiver of a row threw; the rest of the rows is read and dropped. */
  failure: Error | undefined;
}

/** Statement texts are finite; this bound is for a facade larger than any seen. */
const MOST_TEMPLATES = 500;
const NOTHING = Buffer.alloc(0);

export class Session {
  readonly #driver: Connection;
  readonly #stream: Duplex;
  readonly #encoding: Encoding;
  readonly #incoming = new Incoming();
  readonly #templates = new Map<string, CallTemplate | undefined>();
  #running: Running | undefined;
  #ended: Error | undefined;

  /** `stream` carries the bytes after encryption; see takeOver. */
  constructor(driver: Connection, stream: Duplex) {
    this.#driver = driver;
    this.#stream = stream;
    this.#encoding = encodingOf(driver);
    driver.once('end', () => this.#end(new Error('the connection ended')));
  }

  /** True while the bytes that arrive belong to a statement of this session. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  /**
   * Runs a statement and hands over its rows, as runStatement does. Undefined, and nothing sent, when one of its
   * parameters is of a type that only the driver writes. Throws when a value does not fit its parameter.
   */
  run(statement: Statement, row: (values: LegacyRow) => void, signal: AbortSignal): Promise<void> | undefined {
    signal.throwIfAborted();
    const template = this.#templateOf(statement);
    if (template === undefined) return undefined;
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const payload = template.fill(statement.parameters);
    return new Promise((resolve, reject) => {
      const cancel = (): void => this.#cancel();
      const settle = (error?: Error): void => {
        this.#running = undefined;
        signal.removeEventListener('abort', cancel);
        if (error === undefined) resolve();
        else reject(error);
      };
      this.#running = this.#start(statement, row, settle);
      signal.addEventListener('abort', cancel, { once: true });
      this.#stream.write(framed(PACKET.call, payload, this.#packetBytes));
    });
  }

  /** Takes bytes that arrived while a statement was under way. */
  take(chunk: Buffer): void {
    try {
      let rest: Uint8Array = chunk;
      while (rest.length > 0 && this.#running !== undefined)
        rest = rest.subarray(this.#takeMessage(rest, this.#running));
    } catch (error) {
      // Behind what cannot be read nothing can be: the connection is of no use any more.
      this.#end(error instanceof Error ? error : new Error(String(error)));
      this.#driver.close();
    }
  }

  #start(statement: Statement, row: (values: LegacyRow) => void, settle: Running['settle']): Running {
    const deliver = (values: LegacyRow): void => {
      if (running.cancelled || running.failure !== undefined) return;
      try {
        row(values);
      } catch (error) {
        running.failure = error instanceof Error ? error : new Error(String(error));
      }
    };
    const answer = new AnswerReader(this.#incoming, { decoders: statement.decoders, row: deliver });
    const running: Running = { answer, settle, cancelled: false, failure: undefined };
    return running;
  }

  #takeMessage(chunk: Uint8Array, running: Running): number {
    const taken = this.#incoming.take(chunk);
    running.answer.readOn();
    if (!this.#incoming.complete) return taken;
    if (this.#incoming.at < this.#incoming.end) throw new Error('an answer ended in the middle of a token');
    this.#incoming.startOver();
    // The acknowledgement of an attention may come in a message of its own, behind the answer.
    if (!running.cancelled || running.answer.attentionHeard) running.settle(endOf(running));
    return taken;
  }

  /** Tells the server to stop, and cuts the connection when it does not say in time that it has. */
  #cancel(): void {
    const running = this.#running;
    if (running === undefined || running.cancelled) return;
    running.cancelled = true;
    this.#stream.write(framed(PACKET.attention, NOTHING, this.#packetBytes));
    AbortSignal.timeout(CANCEL_GRACE_MS).addEventListener('abort', () => {
      if (this.#running === running) this.#driver.close();
    });
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#running?.settle(error);
  }

  #templateOf({ text, parameters }: Statement): CallTemplate | undefined {
    const known = this.#templates.get(text);
    if (known !== undefined || this.#templates.has(text)) return known;
    if (this.#templates.size >= MOST_TEMPLATES) this.#templates.clear();
    const made = CallTemplate.of(text, parameters, this.#encoding);
    this.#templates.set(text, made);
    return made;
  }

  /** What was agreed at login. */
  get #packetBytes(): number {
    return this.#driver.messageIo.outgoingMessageStream.packetSize;
  }
}

function endOf({ cancelled, failure, answer }: Running): Error | undefined {
  // As the driver says it once the server has acknowledged the cancel.
  if (cancelled) return new RequestError('the statement was cancelled', 'ECANCEL');
  if (failure !== undefined) return failure;
  return answer.errors.length > 1 ? new AggregateError(answer.errors) : answer.errors[0];
}

/** ASCII is the same in every code page; the driver's own encoder writes the rest. */
function encodingOf({ databaseCollation }: Connection): Encoding {
  return {
    collation: databaseCollation?.toBuffer() ?? Buffer.alloc(5),
    encode: (text) =>
      isAscii(text) ? Buffer.from(text, 'latin1') : (TYPES.VarChar.validate(text, databaseCollation) as Uint8Array),
  };
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
