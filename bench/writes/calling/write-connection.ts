// One kept connection that sends one write after the other and reads the answers, with as little work as it can.
// It must never leave an answer unread: what was accepted and what was counted must be the same number.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** One write. */
export interface SentWrite {
  readonly path: string;
  readonly token: string;
  readonly key: string;
  readonly body: string;
}

/** What is needed to know of an answer. */
export interface WriteAnswer {
  readonly status: number;
  readonly text: string;
}

const END_OF_HEAD = '\r\n\r\n';

/** A connection with one write under way at most. */
export class WriteConnection implements Disposable {
  #received = '';
  #waiting: PromiseWithResolvers<WriteAnswer> | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (text: string) => this.#read(text));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('the server has closed the connection')));
  }

  /** @param address such as `http://127.0.0.1:3000` */
  static async open(address: string): Promise<WriteConnection> {
    const { hostname, port, host } = new URL(address);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new WriteConnection(socket, host);
  }

  /** Resolves to the answer once all of it is here. */
  post({ path, token, key, body }: SentWrite): Promise<WriteAnswer> {
    this.#waiting = Promise.withResolvers<WriteAnswer>();
    this.socket.write(
      `POST ${path} HTTP/1.1\r\nHost: ${this.host}\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${key}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}${END_OF_HEAD}${body}`,
    );
    return this.#waiting.promise;
  }

  [Symbol.dispose](): void {
    this.#waiting = undefined;
    this.socket.destroy();
  }

  #read(text: string): void {
    this.#received += text;
    const head = this.#received.indexOf(END_OF_HEAD);
    if (head === -1) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#received)?.[1];
    if (length === undefined) return this.#waiting?.reject(new Error('an answer without content-length'));
    const end = head + END_OF_HEAD.length + Number(length);
    if (this.#received.length < end) return;
    const status = Number(this.#received.slice(9, 12));
    const answer = { status, text: this.#received.slice(head + END_OF_HEAD.length, end) };
    this.#received = this.#received.slice(end);
    this.#waiting?.resolve(answer);
  }
}
