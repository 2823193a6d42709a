// The answer to one request, written as it comes into being. A DONE must say whether more follows, so the last one is
// held back until that is known. Rows leave in packets at the client's pace.
import type { ResultSet, Sink, TransactionEvent } from '../execution/sink.js';
import { terminatesStatement } from '../store/error-map.js';
import { Cancelled, type SqlError } from '../values/sql-error.js';
import { ByteWriter } from '../wire/byte-writer.js';
import * as tokens from '../wire/tokens.js';
import type { Connection } from './connection.js';

/** Bytes collected before packets are sent. */
const CHUNK = 65_536;
const TRANSACTION_CHANGE: Readonly<Record<TransactionEvent, number>> = { begin: 8, commit: 9, rollback: 10 };
const NOTHING = Buffer.alloc(0);

export interface ResponseOptions {
  readonly session: number;
  readonly server: string;
  /** A batch ends its statements with DONE, a procedure call with DONEINPROC and itself with DONEPROC. */
  readonly form: 'batch' | 'procedure';
  readonly signal: AbortSignal;
  readonly inTransaction: () => boolean;
  /** The descriptor after the event; it goes along with it. */
  readonly descriptor: (event: TransactionEvent) => Buffer;
  /** A fault: cut the connection half way through the first result set. */
  readonly dropMidway: boolean;
}

export class Response implements Sink {
  private readonly writer = new ByteWriter();
  private pending: tokens.Done | undefined;
  private rowsSent = 0;

  constructor(
    private readonly connection: Connection,
    private readonly options: ResponseOptions,
  ) {}

  /** Rows of all result sets. */
  get rows(): number {
    return this.rowsSent;
  }

  async resultSet({ columns, rows }: ResultSet): Promise<void> {
    this.settle();
    tokens.writeColumns(this.writer, columns);
    const writers = tokens.rowWriters(columns);
    const cut = this.options.dropMidway ? Math.ceil(rows.length / 2) : Infinity;
    for (const [index, row] of rows.entries()) {
      if (index >= cut) break;
      tokens.writeRow(this.writer, writers, row);
      if (this.writer.length > CHUNK) await this.flushRows();
    }
    this.rowsSent += rows.length;
    if (this.options.dropMidway) this.cut();
    this.pending = {
      token: this.statementToken,
      status: 0,
      command: tokens.COMMAND['SELECT'] ?? 0,
      count: rows.length,
    };
  }

  done(verb: string, count?: number): void {
    this.settle();
    const command = tokens.COMMAND[verb] ?? 0;
    this.pending = { token: this.statementToken, status: 0, command, ...(count !== undefined && { count }) };
  }

  message(number: number, text: string): void {
    this.settle();
    const { server } = this.options;
    tokens.writeMessage(this.writer, 'info', { number, text, class: 0, state: 1, server, procedure: '' });
  }

  procedureDone(status: number): void {
    this.settle();
    tokens.writeReturnStatus(this.writer, status);
    this.writeDone({
      token: tokens.DONE.procedure,
      status: tokens.DONE_STATUS.more,
      command: tokens.COMMAND['EXECUTE'] ?? 0,
    });
  }

  transaction(event: TransactionEvent): void {
    this.settle();
    const descriptor = this.options.descriptor(event);
    const [now, before] = event === 'begin' ? [descriptor, NOTHING] : [NOTHING, descriptor];
    tokens.writeByteChange(this.writer, TRANSACTION_CHANGE[event], now, before);
  }

  database(name: string): void {
    this.settle();
    tokens.writeTextChange(this.writer, 1, name, name);
  }

  /** Says that the connection was reset, first of all. */
  resetDone(): void {
    tokens.writeByteChange(this.writer, 18, NOTHING, NOTHING);
  }

  /** Ends a batch. */
  endBatch(): void {
    this.writeDone(this.pending ?? { token: tokens.DONE.batch, status: 0 });
    this.pending = undefined;
  }

  /** Ends a procedure call: its status, its outputs, DONEPROC. */
  endProcedure(status: number, outputs: readonly tokens.ReturnValue[]): void {
    this.settle();
    tokens.writeReturnStatus(this.writer, status);
    for (const output of outputs) tokens.writeReturnValue(this.writer, output);
    this.writeDone({ token: tokens.DONE.procedure, status: 0, command: tokens.COMMAND['EXECUTE'] ?? 0 });
  }

  /** Ends a request that failed. */
  endWithError(error: SqlError): void {
    this.settle();
    const { server } = this.options;
    const { number, state, procedure } = error;
    tokens.writeMessage(this.writer, 'error', {
      number,
      state,
      class: error.class,
      text: error.message,
      server,
      procedure,
    });
    if (terminatesStatement(number)) {
      const text = 'The statement has been terminated.';
      tokens.writeMessage(this.writer, 'info', { number: 3621, text, class: 0, state: 0, server, procedure });
    }
    this.writeDone({ token: this.endToken, status: tokens.DONE_STATUS.error });
  }

  /** Ends a request that was cancelled; the acknowledgement of the cancel is a message of its own. */
  endCancelled(): void {
    this.pending = undefined;
    this.writeDone({ token: this.endToken, status: tokens.DONE_STATUS.error });
  }

  /** Sends what fills whole packets, waiting for a slow client. */
  async flush(): Promise<void> {
    const left = await this.connection.sendPart(this.writer.drain(), this.options.session);
    this.writer.raw(left);
  }

  private async flushRows(): Promise<void> {
    await this.flush();
    if (this.options.signal.aborted) throw new Cancelled();
  }

  /** Sends the rest as the end of the message. */
  finish(): void {
    this.connection.send(this.writer.drain(), this.options.session);
  }

  /** Sends what there is and cuts the connection. */
  private cut(): never {
    this.connection.sendAndCut(this.writer.drain(), this.options.session);
    throw new Cancelled();
  }

  private get statementToken(): number {
    return this.options.form === 'batch' ? tokens.DONE.batch : tokens.DONE.inProcedure;
  }

  private get endToken(): number {
    return this.options.form === 'batch' ? tokens.DONE.batch : tokens.DONE.procedure;
  }

  /** Writes the DONE held back, as one that more follows. */
  private settle(): void {
    if (this.pending !== undefined)
      this.writeDone({ ...this.pending, status: this.pending.status | tokens.DONE_STATUS.more });
    this.pending = undefined;
  }

  private writeDone(done: tokens.Done): void {
    const open = this.options.inTransaction() ? tokens.DONE_STATUS.inTransaction : 0;
    tokens.writeDone(this.writer, { ...done, status: done.status | open });
  }
}
