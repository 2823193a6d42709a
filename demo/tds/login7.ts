// LOGIN7 (MS-TDS 2.2.6.4): who logs in, to which database, with which wishes. Every offset is checked; clients err.
import { ProtocolError } from '../wire/packet.js';

export interface Login {
  readonly tdsVersion: number;
  readonly packetSize: number;
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly application: string;
  readonly database: string;
  /** ApplicationIntent=ReadOnly. */
  readonly readOnlyIntent: boolean;
  /** The client asked for the UTF-8 feature and will not go on without an answer. */
  readonly wantsFeatureAck: boolean;
}

/** Offsets of the offset-and-length pairs. */
const FIELD = { host: 36, user: 40, password: 44, application: 48, extension: 56, database: 68 } as const;
const FIXED_PART = 94;
const READ_ONLY_INTENT = 0x20;
const HAS_EXTENSION = 0x10;
const UTF8_SUPPORT = 0x0a;
const LIST_END = 0xff;
/** TDS 7.2; older versions have other token layouts. */
const OLDEST = 0x7209_0002;
const STRICT = 0x0800_0000;

export function readLogin(data: Buffer): Login {
  if (data.length < FIXED_PART) throw new ProtocolError('truncated login');
  const tdsVersion = data.readUInt32LE(4);
  if (tdsVersion < OLDEST && tdsVersion !== STRICT) throw new ProtocolError('TDS before 7.2');
  return {
    tdsVersion,
    packetSize: data.readUInt32LE(8),
    user: textAt(data, FIELD.user),
    password: unscrambled(bytesAt(data, FIELD.password)),
    host: textAt(data, FIELD.host),
    application: textAt(data, FIELD.application),
    database: textAt(data, FIELD.database),
    readOnlyIntent: (data.readUInt8(26) & READ_ONLY_INTENT) !== 0,
    wantsFeatureAck: (data.readUInt8(27) & HAS_EXTENSION) !== 0 && asksFor(data, UTF8_SUPPORT),
  };
}

function bytesAt(data: Buffer, field: number): Buffer {
  const offset = data.readUInt16LE(field);
  const length = data.readUInt16LE(field + 2) * 2;
  return offset + length <= data.length ? data.subarray(offset, offset + length) : Buffer.alloc(0);
}

const textAt = (data: Buffer, field: number): string => bytesAt(data, field).toString('utf16le');

/** Passwords are obfuscated, not encrypted: every byte xored with A5, then its halves swapped. */
function unscrambled(bytes: Buffer): string {
  const plain = bytes.map((byte) => {
    const half = byte ^ 0xa5;
    return ((half << 4) & 0xf0) | (half >> 4);
  });
  return Buffer.from(plain).toString('utf16le');
}

function asksFor(data: Buffer, feature: number): boolean {
  const pointer = data.readUInt16LE(FIELD.extension);
  if (pointer + 4 > data.length) return false;
  let at = data.readUInt32LE(pointer);
  while (at + 5 <= data.length && data.readUInt8(at) !== LIST_END) {
    if (data.readUInt8(at) === feature) return true;
    at += 5 + data.readUInt32LE(at + 1);
  }
  return false;
}
