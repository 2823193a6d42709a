import { describe, expect, it } from '@jest/globals';
import { toSortable } from '../values/exact-decimal.js';
import { formatType, parseType } from '../values/sql-type.js';
import type { SqlValue } from '../values/sql-value.js';
import { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { frame, PacketSplitter } from './packet.js';
import { readTypeInfo, writeTypeInfo } from './type-info.js';
import { readValue } from './value-reader.js';
import { valueWriter } from './value-writer.js';

function roundTrip(typeName: string, value: SqlValue): { type: string; value: SqlValue; left: number } {
  const type = parseType(typeName);
  const writer = new ByteWriter();
  writeTypeInfo(writer, type);
  valueWriter(type)(writer, value);
  const reader = new ByteReader(writer.drain());
  const read = readTypeInfo(reader, reader.u8());
  return { type: formatType(read), value: readValue(reader, read), left: reader.left };
}

describe('a value on the wire', () => {
  it.each<[string, SqlValue]>([
    ['bit', 1],
    ['tinyint', 255],
    ['smallint', -32768],
    ['int', -2147483648],
    ['bigint', -9223372036854775808n],
    ['bigint', 9007199254740991],
    ['decimal(9,4)', -99999.9999],
    ['decimal(15,2)', 9999999999999.99],
    ['decimal(19,0)', toSortable('-9999999999999999999')],
    ['decimal(28,4)', toSortable('123456789012345678901234.5678')],
    ['numeric(38,38)', toSortable('0.00000000000000000000000000000000000001')],
    ['money', toSortable('-922337203685477.5808')],
    ['smallmoney', -214748.3648],
    ['float', -0.1],
    ['real', 0.25],
    ['date', '0001-01-01'],
    ['date', '9999-12-31'],
    ['time(0)', '23:59:59'],
    ['time(7)', '00:00:00.0000001'],
    ['datetime', '1753-01-01 00:00:00.003'],
    ['datetime', '1899-12-31 23:59:59.997'],
    ['smalldatetime', '2079-06-06 23:59:00'],
    ['datetime2(0)', '0099-03-01 12:00:00'],
    ['datetime2(3)', '2026-01-31'],
    ['datetime2(7)', '2026-01-31 10:20:30.1234567'],
    ['datetimeoffset(7)', '2026-01-31 08:00:00.5 -03:30'],
    ['datetimeoffset(0)', '2026-01-31 +14:00'],
    ['varchar(40)', 'Ærø \u0081€'],
    ['varchar(max)', 'x'.repeat(70_000)],
    ['nvarchar(40)', 'łódź 😀'],
    ['nvarchar(max)', ''],
    ['varbinary(8)', Buffer.from([0, 255])],
    ['varbinary(max)', Buffer.alloc(0)],
    ['uniqueidentifier', '6F9619FF-8B86-D011-B42D-00C04FC964FF'],
  ])('%s comes back', (type, value) => {
    expect(roundTrip(type, value)).toEqual({ type, value, left: 0 });
    expect(roundTrip(type, null)).toEqual({ type, value: null, left: 0 });
  });

  it('is blank padded when it is CHAR and a question mark where the code page has no letter', () => {
    expect(roundTrip('char(4)', 'AB').value).toBe('AB  ');
    expect(roundTrip('varchar(4)', 'ł').value).toBe('?');
  });

  it('that is truncated is a protocol error and not garbage', () => {
    expect(() => readValue(new ByteReader(Buffer.from([8, 1, 2])), parseType('bigint'))).toThrow('truncated');
    expect(() => readValue(new ByteReader(Buffer.from([2, 1, 2])), parseType('bigint'))).toThrow();
    expect(() => readTypeInfo(new ByteReader(Buffer.from([3])), 0x26)).toThrow('impossible size');
    expect(() => readTypeInfo(new ByteReader(Buffer.alloc(4)), 0x62)).toThrow('type 0x62');
  });
});

describe('packets', () => {
  it('come out whole however the bytes are cut', () => {
    const payload = Buffer.from(Array.from({ length: 1000 }, (_, index) => index & 0xff));
    const framed = frame(payload, { type: 4, packetSize: 512, session: 51, last: true });
    for (const size of [1, 7, 511, 5000]) {
      const splitter = new PacketSplitter();
      const packets = Array.from({ length: Math.ceil(framed.length / size) }, (_, index) =>
        splitter.push(framed.subarray(index * size, (index + 1) * size)),
      ).flat();
      expect(Buffer.concat(packets.map((packet) => packet.data))).toEqual(payload);
      expect(packets.map((packet) => packet.status)).toEqual([0, 1]);
    }
  });

  it('of an impossible length end the connection', () => {
    expect(() => new PacketSplitter().push(Buffer.from([1, 1, 0, 3, 0, 0, 0, 0]))).toThrow('packet length 3');
  });
});
