// TDS packets (MS-TDS 2.2.3): splitting a byte stream into them and framing a payload as them.

export const PACKET = {
  batch: 1,
  rpc: 3,
  response: 4,
  attention: 6,
  transaction: 14,
  login: 16,
  prelogin: 18,
} as const;

export const STATUS = { endOfMessage: 1, ignore: 2, reset: 8, resetKeepingTransaction: 16 } as const;

const HEADER = 8;
const LARGEST = 32_768;

export interface Packet {
  readonly type: number;
  readonly status: number;
  readonly data: Buffer;
}

/** What the peer sent is not TDS; the connection is of no more use. */
export class ProtocolError extends Error {}

/** Collects bytes and gives whole packets. */
export class PacketSplitter {
  private rest: Buffer = Buffer.alloc(0);

  /** Throws ProtocolError for a length no packet can have. */
  push(chunk: Buffer): Packet[] {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const packets: Packet[] = [];
    while (this.rest.length >= HEADER) {
      const length = this.rest.readUInt16BE(2);
      if (length < HEADER || length > LARGEST) throw new ProtocolError(`packet length ${length}`);
      if (this.rest.length < length) break;
      packets.push({
        type: this.rest.readUInt8(0),
        status: this.rest.readUInt8(1),
        data: this.rest.subarray(HEADER, length),
      });
      this.rest = this.rest.subarray(length);
    }
    return packets;
  }
}

export interface Framing {
  readonly type: number;
  readonly packetSize: number;
  readonly session: number;
  /** Whether the payload ends its message. */
  readonly last: boolean;
}

/** A payload as packets; at least one, so that an empty message exists too. */
export function frame(payload: Buffer, { type, packetSize, session, last }: Framing): Buffer {
  const room = packetSize - HEADER;
  const count = Math.max(1, Math.ceil(payload.length / room));
  const framed = Buffer.allocUnsafe(payload.length + HEADER * count);
  for (let index = 0, at = 0; index < count; index++) {
    const length = Math.min(room, payload.length - index * room);
    framed.writeUInt8(type, at);
    framed.writeUInt8(last && index === count - 1 ? STATUS.endOfMessage : 0, at + 1);
    framed.writeUInt16BE(length + HEADER, at + 2);
    framed.writeUInt16BE(session & 0xffff, at + 4);
    framed.writeUInt8((index + 1) & 0xff, at + 6);
    framed.writeUInt8(0, at + 7);
    payload.copy(framed, at + HEADER, index * room, index * room + length);
    at += length + HEADER;
  }
  return framed;
}
