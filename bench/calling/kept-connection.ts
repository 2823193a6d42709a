// One kept connection that sends one request after the other and reads the answers, with as little work as it can.
// It must never leave an answer unread: what was answered and what was counted must be the same number.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** What is needed to know of an answer. */
export interface HeardAnswer {
  readonly status: number;
  /** Status line and fields as they came. */
  readonly head: string;
  /** One character per byte. */
  readonly text: string;
}

const END_OF_HEAD = '\r\n\r\n';
const NOT_MODIFIED = 304;

/** A connection with one request under way at most. */
export class KeptConnection implements Disposable {
  #received = '';
  #waiting: PromiseWithResolvers<HeardAnswer> | undefined;

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
  static async open(address: string): Promise<KeptConnection> {
    const { hostname, port, host } = new URL(address);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new KeptConnection(socket, host);
  }

  /** Opens several, which end with the stack. */
  static async openAll(address: string, count: number, stack: DisposableStack): Promise<readonly KeptConnection[]> {
    const opened = await Promise.all(Array.from({ length: count }, () => KeptConnection.open(address)));
    for (const connection of opened) stack.use(connection);
    return opened;
  }

  /** `POST /v1/orders` and the fields besides Host and Content-Length. Resolves once all of the answer is here. */
  ask(line: string, fields: Readonly<Record<string, string>>, body = ''): Promise<HeardAnswer> {
    this.#waiting = Promise.withResolvers<HeardAnswer>();
    const length = body === '' ? [] : [['Content-Length', String(Buffer.byteLength(body))] as const];
    const lines = [['Host', this.host] as const, ...Object.entries(fields), ...length];
    const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
    this.socket.write(`${line} HTTP/1.1\r\n${head}${END_OF_HEAD}${body}`);
    return this.#waiting.promise;
  }

  [Symbol.dispose](): void {
    this.#waiting = undefined;
    this.socket.destroy();
  }

  #read(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const head = this.#received.slice(0, end);
    const status = Number(head.slice(9, 12));
    const length = status === NOT_MODIFIED ? '0' : /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) return this.#waiting?.reject(new Error('an answer without content-length'));
    const start = end + END_OF_HEAD.length;
    if (this.#received.length < start + Number(length)) return;
    const answer = { status, head, text: this.#received.slice(start, start + Number(length)) };
    this.#received = this.#received.slice(start + Number(length));
    this.#waiting?.resolve(answer);
  }
}
