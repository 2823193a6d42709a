// The bytes of one answer as they arrive, without the packets' headers, in one piece of memory that is used again and
// again. It must never hand out memory of its own: what is kept of a value is copied out of here.
import { HEADER_BYTES, lastPacket } from './packets.js';

/** Thrown where the next value has not arrived in full; the reader goes back to where it began. */
export class NotYet extends Error {
  static readonly instance = new NotYet('the rest has not arrived');
}

const USUAL_BYTES = 32_768;
/** Room that a rare, large answer has made is given back after it. */
const LARGEST_KEPT_BYTES = 262_144;

/** A window of unread bytes, `at` to `end` of `bytes`, with the readers of plain numbers. */
export class Incoming {
  bytes = Buffer.allocUnsafeSlow(USUAL_BYTES);
  at = 0;
  end = 0;
  #header = Buffer.allocUnsafeSlow(HEADER_BYTES);
  #headerBytes = 0;
  #packetLeft = 0;
  #last = false;

  /** True when the last packet of the message is here in full. */
  get complete(): boolean {
    return this.#last && this.#packetLeft === 0;
  }

  /** Takes what is of the present message from a chunk; gives back where the next message starts, or its length. */
  take(chunk: Uint8Array): number {
    let from = 0;
    while (from < chunk.length && !this.complete) {
      if (this.#packetLeft === 0) {
        from = this.#takeHeader(chunk, from);
        continue;
      }
      const to = Math.min(chunk.length, from + this.#packetLeft);
      this.#append(chunk, from, to);
      this.#packetLeft -= to - from;
      from = to;
    }
    return from;
  }

  /** Throws NotYet when fewer than `count` bytes are there. */
  need(count: number): void {
    if (this.at + count > this.end) throw NotYet.instance;
  }

  passOver(count: number): void {
    this.need(count);
    this.at += count;
  }

  uint8(): number {
    this.need(1);
    const value = this.bytes[this.at] ?? 0;
    this.at += 1;
    return value;
  }

  uint16(): number {
    this.need(2);
    const value = (this.bytes[this.at] ?? 0) | ((this.bytes[this.at + 1] ?? 0) << 8);
    this.at += 2;
    return value;
  }

  uint32(): number {
    this.need(4);
    const value = this.bytes.readUInt32LE(this.at);
    this.at += 4;
    return value;
  }

  int32(): number {
    return this.uint32() | 0;
  }

  /** UTF-16 text of so many bytes. */
  wideText(length: number): string {
    this.need(length);
    this.at += length;
    return this.bytes.toString('utf16le', this.at - length, this.at);
  }

  /** A copy of so many bytes. */
  copy(length: number): Buffer {
    this.need(length);
    this.at += length;
    return Buffer.from(this.bytes.subarray(this.at - length, this.at));
  }

  /** Forgets the message that was read, for the next one. */
  startOver(): void {
    this.at = 0;
    this.end = 0;
    this.#last = false;
    this.#packetLeft = 0;
    this.#headerBytes = 0;
    if (this.bytes.length > LARGEST_KEPT_BYTES) this.bytes = Buffer.allocUnsafeSlow(USUAL_BYTES);
  }

  #takeHeader(chunk: Uint8Array, from: number): number {
    const to = Math.min(chunk.length, from + HEADER_BYTES - this.#headerBytes);
    this.#header.set(chunk.subarray(from, to), this.#headerBytes);
    this.#headerBytes += to - from;
    if (this.#headerBytes < HEADER_BYTES) return to;
    this.#headerBytes = 0;
    this.#last = lastPacket(this.#header.readUInt8(1));
    this.#packetLeft = this.#header.readUInt16BE(2) - HEADER_BYTES;
    if (this.#packetLeft < 0) throw new Error('the server sent a packet that is shorter than its header');
    return to;
  }

  #append(chunk: Uint8Array, from: number, to: number): void {
    const length = to - from;
    if (this.end + length > this.bytes.length) this.#makeRoom(length);
    this.bytes.set(from === 0 && to === chunk.length ? chunk : chunk.subarray(from, to), this.end);
    this.end += length;
  }

  /** What was read makes room first; only what is unread is carried over, into twice the memory where it must grow. */
  #makeRoom(length: number): void {
    const unread = this.end - this.at;
    const fits = unread + length <= this.bytes.length / 2;
    const roomier = fits ? this.bytes : Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, unread + length));
    this.bytes.copy(roomier, 0, this.at, this.end);
    this.bytes = roomier;
    this.at = 0;
    this.end = unread;
  }
}
