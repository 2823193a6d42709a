import { EventEmitter } from 'node:events';
import { Duplex } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { Connection } from 'tedious';
import type { LegacyRow } from '../../../src/legacy/legacy-value.js';
import { decoderOf } from '../column/decode.js';
import { parseColumnType } from '../column/column-type.js';
import type { Statement } from '../statement/statement.js';
import { Session } from './session.js';

class TestDriver extends EventEmitter {
  readonly databaseCollation = undefined;
  readonly messageIo: object;
  closed = 0;

  constructor(packetSize: number) {
    super();
    this.messageIo = { outgoingMessageStream: { packetSize } };
  }

  close(): void {
    this.closed += 1;
    this.emit('end');
  }
}

/** A connection whose server is this test: what is sent is kept, what is to arrive is given by `arrive`. */
function connected(packetBytes = 4_096) {
  const sent: Buffer[] = [];
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      sent.push(chunk);
      done();
    },
  });
  const driver = new TestDriver(packetBytes);
  const session = new Session(driver as unknown as Connection, stream);
  const arrive = (bytes: Buffer, step = bytes.length): void => {
    for (let at = 0; at < bytes.length; at += step) session.take(bytes.subarray(at, at + step));
  };
  return { session, sent, driver, arrive };
}

const never = new AbortController().signal;
const typeOf = (text: string) => parseColumnType(text) ?? { kind: 'bit' as const };
const statement = (types: readonly string[] = []): Statement => ({
  text: 'SELECT 1',
  parameters: [],
  decoders: types.map((type) => decoderOf(typeOf(type))),
});

function run(session: Session, asked: Statement, signal = never) {
  const rows: LegacyRow[] = [];
  const done = session.run(asked, (row) => rows.push(row), signal);
  if (done === undefined) throw new Error('the session leaves this statement to the driver');
  return { rows, done };
}

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, value >> 8]);
const u32 = (value: number): Buffer =>
  Buffer.from([value, value >>> 8, value >>> 16, value >>> 24].map((b) => b & 0xff));
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const WESTERN = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]);

/** A message in packets of so many payload bytes. */
function message(tokens: readonly Uint8Array[], room = 4_088): Buffer {
  const payload = Buffer.concat(tokens);
  const packets: Buffer[] = [];
  for (let at = 0; at === 0 || at < payload.length; at += room) {
    const part = payload.subarray(at, at + room);
    const length = part.length + 8;
    packets.push(Buffer.from([4, at + room >= payload.length ? 1 : 0, length >> 8, length & 0xff, 0, 0, 1, 0]), part);
  }
  return Buffer.concat(packets);
}

const column = (type: Uint8Array, name = 'C'): Buffer =>
  Buffer.concat([u32(0), u16(0), type, Buffer.from([name.length]), wide(name)]);
const columns = (...types: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from([0x81]), u16(types.length), ...types.map((type) => column(type))]);
const row = (...cells: readonly Uint8Array[]): Buffer => Buffer.concat([Buffer.from([0xd1]), ...cells]);
const done = (status = 0): Buffer => Buffer.concat([Buffer.from([0xfd]), u16(status), Buffer.alloc(10)]);
const HEARD = 0x20;

const CHAR = Buffer.concat([Buffer.from([0xaf]), u16(20), WESTERN]);
const VARCHAR_MAX = Buffer.concat([Buffer.from([0xa7]), u16(0xffff), WESTERN]);
const DECIMAL = Buffer.from([0x6a, 17, 38, 4]);
const INT = Buffer.from([0x26, 4]);
const chars = (text: string): Buffer => Buffer.concat([u16(text.length), Buffer.from(text, 'latin1')]);
const int = (value: number): Buffer => Buffer.concat([Buffer.from([4]), u32(value)]);
const decimal = (sign: number, units: bigint, size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += 1) bytes[at] = Number((units >> BigInt(8 * at)) & 0xffn);
  return Buffer.concat([Buffer.from([size + 1, sign]), bytes]);
};
const chunks = (...parts: readonly string[]): Buffer =>
  Buffer.concat([
    Buffer.from('feffffffffffffff', 'hex'),
    ...parts.flatMap((part) => [u32(part.length), Buffer.from(part, 'latin1')]),
    u32(0),
  ]);
const NULL_CHUNKS = Buffer.from('ffffffffffffffff', 'hex');

const serverError = (number: number, severity: number, text: string): Buffer => {
  const body = Buffer.concat([u32(number), Buffer.from([1, severity]), u16(text.length), wide(text), Buffer.alloc(6)]);
  return Buffer.concat([Buffer.from([0xaa]), u16(body.length), body]);
};

describe('a statement over a session', () => {
  const types = ['char(20)', 'decimal(38,4)', 'varchar(max)', 'int'];
  const answer = [
    columns(CHAR, DECIMAL, VARCHAR_MAX, INT),
    row(chars('S\xf8ren'), decimal(1, 12_500n, 4), chunks('many ', 'parts'), int(-7)),
    // Only the second and the third cell are there.
    Buffer.concat([Buffer.from([0xd2, 0b1001]), decimal(0, 10n ** 38n - 1n, 16), NULL_CHUNKS]),
    row(u16(0xffff), Buffer.from([0]), chunks(), Buffer.from([0])),
    done(),
  ];
  const expected = [
    ['Søren', '1.25', 'many parts', -7],
    [null, '-9999999999999999999999999999999999.9999', null, null],
    [null, null, '', null],
  ];

  it.each([1, 2, 3, 7, 64, 4_096])('reads the same rows when the answer arrives %i bytes at a time', async (step) => {
    for (const room of [1, 5, 16, 4_088]) {
      const { session, arrive } = connected();
      const running = run(session, statement(types));
      arrive(message(answer, room), step);
      await running.done;
      expect(running.rows).toEqual(expected);
    }
  });

  it('keeps no memory of an answer in its rows', async () => {
    const { session, arrive } = connected();
    const bytes = columns(Buffer.from([0xa5, 8, 0]));
    const first = run(session, statement());
    arrive(message([bytes, row(u16(2), Buffer.from([1, 2])), done()]));
    await first.done;
    const second = run(session, statement());
    arrive(message([bytes, row(u16(2), Buffer.from([3, 4])), done()]));
    await second.done;
    expect([first.rows, second.rows]).toEqual([[[Buffer.from([1, 2])]], [[Buffer.from([3, 4])]]]);
  });

  it('reads an answer far larger than what it usually holds', async () => {
    const { session, arrive } = connected();
    const text = 'x'.repeat(8_000);
    const running = run(session, statement(['char(20)']));
    arrive(message([columns(CHAR), ...Array.from({ length: 200 }, () => row(chars(text))), done()]), 65_536);
    await running.done;
    expect(running.rows).toEqual(Array.from({ length: 200 }, () => [text]));
  });

  it('rejects with what the server said, all of it', async () => {
    const { session, arrive } = connected();
    const one = run(session, statement());
    arrive(message([serverError(1205, 13, 'chosen as victim'), done()]));
    await expect(one.done).rejects.toMatchObject({ number: 1205, class: 13, message: 'chosen as victim' });
    const two = run(session, statement());
    arrive(message([serverError(8115, 16, 'overflow'), serverError(3621, 0, 'ended'), done()]));
    await expect(two.done).rejects.toMatchObject({ errors: [{ number: 8115 }, { number: 3621 }] });
  });

  it('leaves to the driver what it cannot write', () => {
    const { session, sent } = connected();
    const parameters = [{ name: 'p1', type: typeOf('datetime2(7)'), value: '2026-01-31T00:00:00' }];
    expect(session.run({ text: 'SELECT @p1', parameters, decoders: [] }, () => undefined, never)).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('cuts a request into packets of the agreed size', async () => {
    const { session, sent, arrive } = connected(512);
    const running = run(session, { ...statement(), text: `SELECT '${'y'.repeat(1_000)}'` });
    arrive(message([done()]));
    await running.done;
    const [bytes = Buffer.alloc(0)] = sent;
    const packets: (readonly number[])[] = [];
    for (let at = 0; at < bytes.length; at += bytes.readUInt16BE(at + 2)) packets.push([...bytes.subarray(at, at + 8)]);
    expect(packets.map(([type, , high = 0, low = 0]) => [type, high * 256 + low <= 512])).toEqual(
      packets.map(() => [3, true]),
    );
    expect(packets.map(([, last, , , , , number]) => [last, number])).toEqual(
      packets.map((_, index) => [index === packets.length - 1 ? 1 : 0, index + 1]),
    );
    expect(packets.length).toBeGreaterThan(4);
  });

  it('settles a cancelled statement only when the server has heard of it, in this message or the next', async () => {
    for (const inOne of [true, false]) {
      const { session, sent, arrive } = connected();
      const caller = new AbortController();
      const running = run(session, statement(['int']), caller.signal);
      let settled = false;
      running.done.catch(() => (settled = true));
      const bytes = message([columns(INT), row(int(1)), done(inOne ? HEARD : 0)]);
      const withinRow = 24;
      arrive(bytes.subarray(0, withinRow));
      caller.abort();
      expect(sent.at(-1)?.[0]).toBe(6);
      arrive(bytes.subarray(withinRow, inOne ? bytes.length - 1 : bytes.length));
      await Promise.resolve();
      expect(settled).toBe(false);
      if (inOne) arrive(bytes.subarray(-1));
      if (!inOne) arrive(message([done(HEARD)]));
      await expect(running.done).rejects.toThrow('cancelled');
      expect(running.rows).toEqual([]);
    }
  });

  it('reads to the end when the receiver of a row fails, and then says so', async () => {
    const { session, arrive } = connected();
    const failing = session.run(
      statement(['int']),
      () => {
        throw new Error('no room');
      },
      never,
    );
    arrive(message([columns(INT), row(int(1)), row(int(2)), done()]));
    await expect(failing).rejects.toThrow('no room');
    const next = run(session, statement(['int']));
    arrive(message([columns(INT), row(int(3)), done()]));
    await next.done;
    expect(next.rows).toEqual([[3]]);
  });

  it('closes the connection behind anything it cannot read, and runs nothing on it any more', async () => {
    const unreadable = [
      message([Buffer.from([0x10, 1, 2, 3])]),
      message([columns(Buffer.from([0x62, 0, 0, 0, 0]))]),
      message([columns(INT), Buffer.from([0xd1, 4, 1])]),
      Buffer.from([4, 1, 0, 3, 0, 0, 1, 0]),
    ];
    for (const bytes of unreadable) {
      const { session, driver, arrive } = connected();
      const running = run(session, statement(['int']));
      arrive(bytes);
      await expect(running.done).rejects.toThrow();
      expect(driver.closed).toBe(1);
      await expect(session.run(statement(), () => undefined, never)).rejects.toThrow();
    }
  });

  it('ends with its connection', async () => {
    const { session, driver } = connected();
    const running = run(session, statement());
    driver.emit('end');
    await expect(running.done).rejects.toThrow('ended');
  });
});
