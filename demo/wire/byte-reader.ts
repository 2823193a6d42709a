// Little-endian reading with bounds checks: a truncated message is a ProtocolError, never garbage.
import { ProtocolError } from './packet.js';

export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** The next byte without taking it. */
  peek(): number {
    return this.bytes.readUInt8(this.advance(1, 0));
  }

  u8(): number {
    return this.bytes.readUInt8(this.advance(1));
  }

  u16(): number {
    return this.bytes.readUInt16LE(this.advance(2));
  }

  i16(): number {
    return this.bytes.readInt16LE(this.advance(2));
  }

  i32(): number {
    return this.bytes.readInt32LE(this.advance(4));
  }

  u32(): number {
    return this.bytes.readUInt32LE(this.advance(4));
  }

  i64(): bigint {
    return this.bytes.readBigInt64LE(this.advance(8));
  }

  u64(): bigint {
    return this.bytes.readBigUInt64LE(this.advance(8));
  }

  f32(): number {
    return this.bytes.readFloatLE(this.advance(4));
  }

  f64(): number {
    return this.bytes.readDoubleLE(this.advance(8));
  }

  /** An unsigned integer of one to six bytes. */
  uint(size: number): number {
    if (size < 1 || size > 6) throw new ProtocolError(`integer of ${size} bytes`);
    return this.bytes.readUIntLE(this.advance(size), size);
  }

  take(length: number): Buffer {
    const start = this.advance(length);
    return this.bytes.subarray(start, start + length);
  }

  ucs2(characters: number): string {
    return this.take(characters * 2).toString('utf16le');
  }

  /** Text with its length in one byte. */
  shortText(): string {
    return this.ucs2(this.u8());
  }

  /** Text with its length in two bytes. */
  longText(): string {
    return this.ucs2(this.u16());
  }

  private advance(length: number, taken = length): number {
    if (length < 0 || this.left < length) throw new ProtocolError('truncated message');
    const start = this.at;
    this.at += taken;
    return start;
  }
}
