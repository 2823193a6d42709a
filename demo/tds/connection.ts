// One client connection: bytes to messages and back, in plain text, TLS inside TDS, or TLS first (TDS 8.0).
// It knows packets and nothing of what they mean.
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket, type TLSSocketOptions } from 'node:tls';
import { frame, PACKET, PacketSplitter, STATUS, type Packet } from '../wire/packet.js';
import { TlsCarrier } from './tls-carrier.js';

/** A key and a certificate, PEM. */
export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
}

export interface ConnectionHandlers {
  /** A whole request. */
  readonly message: (message: Packet) => void;
  /** A cancel; it overtakes the requests that wait. */
  readonly attention: () => void;
  readonly closed: () => void;
}

const TLS_HANDSHAKE = 0x16;

export class Connection {
  private stream: Duplex;
  private carrier: TlsCarrier | undefined;
  private readonly splitter = new PacketSplitter();
  private parts: Buffer[] = [];
  private firstStatus = 0;
  private started = false;
  private packetSize = 4096;

  constructor(
    private readonly socket: Socket,
    private readonly identity: ServerIdentity | undefined,
    private readonly handlers: ConnectionHandlers,
  ) {
    this.stream = socket;
    socket.setNoDelay(true);
    socket.on('error', () => this.destroy());
    socket.on('close', () => handlers.closed());
    socket.on('data', (chunk: Buffer) => this.guard(() => this.receive(chunk)));
  }

  /** True once the client speaks TLS, of either kind. */
  get secure(): boolean {
    return this.carrier !== undefined;
  }

  /** True once there is nobody to answer. */
  get closed(): boolean {
    return this.socket.destroyed;
  }

  setPacketSize(size: number): void {
    this.packetSize = size;
  }

  /** From here on TLS, its handshake inside PRELOGIN packets. 1.2 at most: tickets of 1.3 come after the handshake. */
  startTls(): void {
    this.secureWith(new TlsCarrier(this.socket, 'wrapped'), { maxVersion: 'TLSv1.2' });
  }

  /** Sends the end of a message. */
  send(payload: Buffer, session = 0): void {
    if (!this.closed) this.stream.write(this.framed(payload, session, true));
  }

  /** Sends whole packets of a message that goes on; resolves when the client has taken enough of it. Returns what is left. */
  async sendPart(payload: Buffer, session: number): Promise<Buffer> {
    const room = this.packetSize - 8;
    const whole = Math.floor(payload.length / room) * room;
    if (whole > 0 && !this.closed && !this.stream.write(this.framed(payload.subarray(0, whole), session, false))) {
      await this.drained();
    }
    return payload.subarray(whole);
  }

  /** Sends what is there and cuts the connection. */
  sendAndCut(payload: Buffer, session: number): void {
    this.stream.write(this.framed(payload, session, false), () => this.destroy());
  }

  /** Ends the connection after what was sent. */
  end(): void {
    this.stream.end();
  }

  /** Calls back when the connection is gone. */
  whenClosed(callback: () => void): void {
    if (this.closed) callback();
    else this.socket.once('close', callback);
  }

  destroy(): void {
    this.socket.destroy();
  }

  private framed(payload: Buffer, session: number, last: boolean): Buffer {
    return frame(payload, { type: PACKET.response, packetSize: this.packetSize, session, last });
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.stream.off('drain', done);
        this.socket.off('close', done);
        resolve();
      };
      this.stream.on('drain', done);
      this.socket.on('close', done);
    });
  }

  private receive(chunk: Buffer): void {
    if (!this.started) {
      this.started = true;
      if (chunk.readUInt8(0) === TLS_HANDSHAKE) {
        this.secureWith(new TlsCarrier(this.socket, 'raw'), { ALPNProtocols: ['tds/8.0'] });
      }
    }
    if (this.carrier === undefined) this.feed(chunk);
    else this.carrier.receive(chunk);
  }

  private secureWith(carrier: TlsCarrier, options: TLSSocketOptions): void {
    if (this.identity === undefined) {
      this.destroy();
      return;
    }
    this.carrier = carrier;
    // The typings ask for a socket, the documentation for any duplex stream.
    const secure = new TLSSocket(carrier, { isServer: true, ...this.identity, ...options });
    secure.on('error', () => this.destroy());
    secure.on('data', (chunk: Buffer) => this.guard(() => this.feed(chunk)));
    this.stream = secure;
  }

  private feed(chunk: Buffer): void {
    for (const packet of this.splitter.push(chunk)) {
      if (packet.type === PACKET.attention) this.handlers.attention();
      else this.collect(packet);
    }
  }

  private collect({ type, status, data }: Packet): void {
    if (this.parts.length === 0) this.firstStatus = status;
    this.parts.push(data);
    if ((status & STATUS.endOfMessage) === 0) return;
    const message = { type, status: status | this.firstStatus, data: Buffer.concat(this.parts) };
    this.parts = [];
    this.handlers.message(message);
  }

  /** Whoever sends nonsense is cut off; the server goes on. */
  private guard(work: () => void): void {
    try {
      work();
    } catch {
      this.destroy();
    }
  }
}
