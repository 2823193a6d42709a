// The byte pipe under a server-side TLS socket. In TDS 7.x the handshake travels inside PRELOGIN packets and everything
// after it raw; in TDS 8.0 everything is raw. One flight of the handshake is one message, or clients wait for ever.
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { frame, PACKET, ProtocolError } from '../wire/packet.js';

const HEADER = 8;

export class TlsCarrier extends Duplex {
  private raw: boolean;
  private incoming: Buffer = Buffer.alloc(0);
  private flight: Buffer[] = [];

  constructor(
    private readonly socket: Socket,
    mode: 'wrapped' | 'raw',
  ) {
    super();
    this.raw = mode === 'raw';
  }

  /** Bytes from the network. Throws ProtocolError for what is neither a PRELOGIN packet nor a TLS record. */
  receive(chunk: Buffer): void {
    if (this.raw) {
      this.push(chunk);
      return;
    }
    this.incoming = Buffer.concat([this.incoming, chunk]);
    this.unwrap();
  }

  /** Takes handshake packets off until the first bare TLS record (types 0x14 to 0x17) shows that the wrapping is over. */
  private unwrap(): void {
    while (this.incoming.length > 0) {
      const first = this.incoming.readUInt8(0);
      if (first >= 0x14 && first <= 0x17) {
        this.raw = true;
        this.push(this.incoming);
        return;
      }
      if (first !== PACKET.prelogin) throw new ProtocolError('neither handshake nor TLS');
      const length = this.incoming.length < HEADER ? Infinity : this.incoming.readUInt16BE(2);
      if (length < HEADER) throw new ProtocolError(`packet length ${length}`);
      if (this.incoming.length < length) return;
      this.push(this.incoming.subarray(HEADER, length));
      this.incoming = this.incoming.subarray(length);
    }
  }

  override _read(): void {
    // Bytes come when the network has them.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.raw) {
      this.socket.write(chunk, () => done());
      return;
    }
    if (this.flight.length === 0) setImmediate(() => this.sendFlight());
    this.flight.push(chunk);
    done();
  }

  private sendFlight(): void {
    const payload = Buffer.concat(this.flight);
    this.flight = [];
    const wrapped = { type: PACKET.response, packetSize: 4096, session: 0, last: true };
    this.socket.write(this.raw ? payload : frame(payload, { ...wrapped, type: PACKET.prelogin }));
  }

  override _final(done: () => void): void {
    this.socket.end();
    done();
  }
}
