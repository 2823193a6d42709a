// A reader is slow by the answer it does not take, not by the connection that carries one after the other.
import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import { SlowReaders } from './slow-readers.js';

/** A connection whose other end takes nothing. */
class Stuck extends Writable {
  _httpMessage: { getHeader: () => unknown } | null = null;

  override _write(): void {
    // Never done.
  }

  begin(bytes: number): void {
    this._httpMessage = { getHeader: () => bytes };
    if (this.writableLength === 0) this.write(Buffer.alloc(bytes));
  }
}

function watched() {
  const clock = new ManualClock();
  const server = new EventEmitter();
  const cut: string[] = [];
  const readers = new SlowReaders(server, { answerMs: 10_000, unsentBytes: 1_000_000 }, clock, (why) => cut.push(why));
  const socket = new Stuck();
  server.emit('connection', socket);
  const lookAfter = (ms: number): void => {
    clock.advance(ms);
    readers.look();
  };
  return { socket, cut, lookAfter };
}

describe('a reader', () => {
  it('that leaves one answer where it is for longer than it may is cut', () => {
    const { socket, cut, lookAfter } = watched();
    socket.begin(100);
    lookAfter(0);
    lookAfter(9_999);
    expect(cut).toEqual([]);
    lookAfter(1);
    expect([cut, socket.destroyed]).toEqual([['slow'], true]);
  });

  it('that has taken one answer after the other is not, though one is on its way at every look', () => {
    const { socket, cut, lookAfter } = watched();
    for (let answer = 0; answer < 20; answer += 1) {
      socket.begin(100);
      lookAfter(1_000);
    }
    expect([cut, socket.destroyed]).toEqual([[], false]);
  });
});
