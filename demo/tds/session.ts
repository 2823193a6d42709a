// One session: its messages in order, one at a time, and its cancels out of order. Exactly one message answers a request
// and exactly one answers a cancel.
import { DatabaseSession } from '../engine/database-session.js';
import type { Engine } from '../engine/engine.js';
import { ByteWriter } from '../wire/byte-writer.js';
import { STATUS, type Packet } from '../wire/packet.js';
import { DONE, DONE_STATUS, writeDone } from '../wire/tokens.js';
import type { Connection } from './connection.js';
import { LoginHandshake, type Admitted } from './login-handshake.js';
import type { Encryption } from './prelogin.js';
import type { ReadySession, ServerParts } from './ready-session.js';
import { RequestRunner } from './request-runner.js';
import { readRequest } from './requests.js';
import { TransactionDescriptors } from './transaction-descriptors.js';

export interface SessionOptions {
  readonly id: number;
  readonly engine: Engine;
  readonly encryption: Encryption;
  readonly server: ServerParts;
  /** Told about logins as they end. */
  readonly loggedIn: (admitted: boolean) => void;
}

export class Session {
  private readonly handshake: LoginHandshake;
  private readonly waiting: Packet[] = [];
  private ready: ReadySession | undefined;
  private running: RequestRunner | undefined;
  private busy = false;
  private attentionDue = false;

  constructor(
    private readonly connection: Connection,
    private readonly options: SessionOptions,
  ) {
    const { engine, encryption, server } = options;
    this.handshake = new LoginHandshake(connection, { engine, encryption, faults: server.faults, server: server.name });
  }

  /** True from admission to the end. */
  get loggedIn(): boolean {
    return this.ready !== undefined;
  }

  /** A whole message came. */
  take(message: Packet): void {
    this.waiting.push(message);
    void this.work();
  }

  /** A cancel came. */
  attention(): void {
    if (this.running !== undefined && !this.running.attention()) return;
    if (this.busy) this.attentionDue = true;
    else this.acknowledge();
  }

  /** The connection is gone. */
  closed(): void {
    this.running?.abandon();
    if (!this.busy) this.dispose();
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (
        let next = this.waiting.shift();
        next !== undefined && !this.connection.closed;
        next = this.waiting.shift()
      ) {
        await this.handle(next);
        if (this.attentionDue) this.acknowledge();
      }
    } catch {
      this.connection.destroy();
    }
    this.busy = false;
    if (this.connection.closed) this.dispose();
  }

  private async handle(message: Packet): Promise<void> {
    if (this.ready === undefined) {
      const result = await this.handshake.take(message);
      if (result !== undefined) this.options.loggedIn(result !== 'refused');
      if (result !== undefined && result !== 'refused' && !this.connection.closed) this.ready = this.open(result);
    } else if ((message.status & STATUS.ignore) !== 0) {
      this.sendDone(DONE_STATUS.error);
    } else {
      await this.request(this.ready, message);
    }
  }

  private open({ login, definition }: Admitted): ReadySession {
    const { id, engine, server } = this.options;
    const database = new DatabaseSession(engine, {
      id,
      login: definition,
      host: login.host,
      application: login.application,
      server: server.name,
      readOnly: () => server.faults.readOnly,
    });
    return { id, server, login, connection: this.connection, database, transactions: new TransactionDescriptors(id) };
  }

  private async request(session: ReadySession, message: Packet): Promise<void> {
    const reset = (message.status & (STATUS.reset | STATUS.resetKeepingTransaction)) !== 0;
    if ((message.status & STATUS.reset) !== 0) session.database.abandon();
    this.running = new RequestRunner(session, readRequest(message));
    if (this.attentionDue) this.running.attention();
    await this.running.run(reset);
    this.running = undefined;
  }

  private acknowledge(): void {
    this.attentionDue = false;
    this.sendDone(DONE_STATUS.attention);
  }

  private sendDone(status: number): void {
    const writer = new ByteWriter();
    writeDone(writer, { token: DONE.batch, status });
    this.connection.send(writer.drain(), this.options.id);
  }

  private dispose(): void {
    this.ready?.database.close();
    this.ready = undefined;
  }
}
