import { describe, expect, it } from '@jest/globals';
import { TYPES } from 'tedious';
import { type DriverColumn, takeTextAsBytes } from './single-byte-text.js';

type Codepage = NonNullable<NonNullable<DriverColumn['collation']>['codepage']>;

function column(codepage: Codepage, type: DriverColumn['type'] = TYPES.Char, dataLength = 10): DriverColumn {
  const collation: unknown = { codepage };
  return { type, collation: collation as DriverColumn['collation'], dataLength };
}

function read(codepage: Codepage, ...bytes: readonly number[]): unknown {
  return takeTextAsBytes([column(codepage)], [undefined])[0]?.(Buffer.from(bytes));
}

const EVERY_BYTE = Array.from({ length: 256 }, (_, byte) => byte);
const WITH_STANDARD = ['1250', '1251', '1252', '1254', '1256', '1258'] as const;

describe('text of a code page with one byte per letter', () => {
  it.each(WITH_STANDARD)(
    'reads every byte of windows-%s as the standard does, or says that it means nothing',
    (page) => {
      const standard = new TextDecoder(`windows-${page}`);
      for (const byte of EVERY_BYTE) {
        const letter = standard.decode(Uint8Array.of(byte));
        const expected = byte > 0x7f && /[\u0080-\u009f]/.test(letter) ? '\uFFFD' : letter;
        expect([byte, read(`CP${page}`, byte)]).toEqual([byte, expected]);
        expect([byte, read(`CP${page}`, 0x41, byte)]).toEqual([byte, `A${expected}`]);
      }
    },
  );

  it('reads what the page of old DOS programs calls a letter', () => {
    expect(read('CP850', 0x9d, 0x91, 0x86)).toBe('Øæå');
    expect(read('CP437', 0x91, 0x86, 0xe1)).toBe('æåß');
    expect(read('CP850')).toBe('');
  });

  it('does what the statement wants after reading', () => {
    const [decode] = takeTextAsBytes([column('CP1252')], [(value) => String(value).toLowerCase()]);
    expect(decode?.(Buffer.from('\xc6A', 'latin1'))).toBe('æa');
  });

  it('leaves to the driver what it cannot read itself', () => {
    const others = [
      column('CP932'),
      column('utf-8'),
      column('CP1252', TYPES.VarChar, 65_535),
      column('CP1252', TYPES.NVarChar),
      column('CP1252', TYPES.Int),
      { type: TYPES.VarChar, collation: undefined, dataLength: 10 },
    ];
    const before = others.map(({ type }) => type);
    expect(takeTextAsBytes(others, [])).toEqual(others.map(() => undefined));
    expect(others.map(({ type }) => type)).toEqual(before);
  });
});
