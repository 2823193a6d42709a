// A growing little-endian buffer.

export class ByteWriter {
  private bytes = Buffer.allocUnsafe(4096);
  private at = 0;

  get length(): number {
    return this.at;
  }

  /** Everything written so far; the writer is empty afterwards. */
  drain(): Buffer {
    const drained = this.bytes.subarray(0, this.at);
    this.bytes = Buffer.allocUnsafe(4096);
    this.at = 0;
    return drained;
  }

  /** Forgets what was written after the given length. */
  rewind(length: number): void {
    this.at = Math.min(this.at, length);
  }

  u8(value: number): this {
    const at = this.room(1);
    this.bytes[at] = value;
    return this;
  }

  u16(value: number): this {
    const at = this.room(2);
    this.bytes.writeUInt16LE(value, at);
    return this;
  }

  i16(value: number): this {
    const at = this.room(2);
    this.bytes.writeInt16LE(value, at);
    return this;
  }

  i32(value: number): this {
    const at = this.room(4);
    this.bytes.writeInt32LE(value, at);
    return this;
  }

  u32(value: number): this {
    const at = this.room(4);
    this.bytes.writeUInt32LE(value, at);
    return this;
  }

  u64(value: bigint): this {
    const at = this.room(8);
    this.bytes.writeBigUInt64LE(BigInt.asUintN(64, value), at);
    return this;
  }

  f32(value: number): this {
    const at = this.room(4);
    this.bytes.writeFloatLE(value, at);
    return this;
  }

  f64(value: number): this {
    const at = this.room(8);
    this.bytes.writeDoubleLE(value, at);
    return this;
  }

  /** An unsigned integer of one to six bytes. */
  uint(value: number, size: number): this {
    const at = this.room(size);
    this.bytes.writeUIntLE(value, at, size);
    return this;
  }

  raw(value: Uint8Array): this {
    const at = this.room(value.length);
    this.bytes.set(value, at);
    return this;
  }

  ucs2(text: string): this {
    const at = this.room(text.length * 2);
    this.bytes.write(text, at, 'utf16le');
    return this;
  }

  /** Text with its length in one byte, cut at 255 characters. */
  shortText(text: string): this {
    const cut = text.slice(0, 255);
    return this.u8(cut.length).ucs2(cut);
  }

  /** Text with its length in two bytes. */
  longText(text: string): this {
    return this.u16(text.length).ucs2(text);
  }

  private room(length: number): number {
    const start = this.at;
    this.at += length;
    if (this.at > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at));
      this.bytes.copy(larger, 0, 0, start);
      this.bytes = larger;
    }
    return start;
  }
}
