// A caller that writes bytes and keeps to no protocol.
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** One connection; what it was told is remembered, unless it never reads. */
export class RawCaller {
  readonly #socket: Socket;
  #received = '';
  #connected = false;
  #closed = false;

  /** Connects and writes `opening`. With `hear` false nothing is ever read. */
  constructor(port: number, opening: string, hear = true) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.on('connect', () => (this.#connected = true));
    this.#socket.on('error', () => undefined).on('close', () => (this.#closed = true));
    if (hear) this.#socket.on('data', (bytes: Buffer) => (this.#received += bytes.toString('latin1')));
    this.say(opening);
  }

  /** Writes more, while the other side is there. */
  say(text: string): void {
    if (!this.#closed && text !== '') this.#socket.write(text);
  }

  /** Everything read so far, a character per byte. */
  get received(): string {
    return this.#received;
  }

  /** True from the moment at which the connection stood, for ever. */
  get connected(): boolean {
    return this.#connected;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Status of the first answer; 0 when there is none. */
  get status(): number {
    return Number(this.#received.slice(9, 12));
  }

  /** Cuts the connection. */
  leave(): void {
    this.#socket.destroy();
  }
}
