// Encodings: what a file holds is what was meant, byte for byte, or it is refused.
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import type { FileEncoding } from '../../facade/binding-of-drops.js';
import { codecOfEncoding } from './codec-of-encoding.js';

const WINDOWS = ['0', '1', '2', '3', '4', '5', '6', '7', '8'] as const;
const ISO = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '13', '14', '15', '16'] as const;
const SINGLE_BYTE: readonly FileEncoding[] = [
  ...WINDOWS.map((last) => `windows-125${last}` as const),
  ...ISO.map((part) => `iso-8859-${part}` as const),
  'cp037',
  'cp1047',
];
const hasIconv = spawnSync('iconv', ['--version']).status === 0;
const iconvIt = hasIconv ? it : it.skip;

/** Bytes with a meaning, in order. */
function knownBytes(encoding: FileEncoding): Uint8Array {
  const { decode } = codecOfEncoding(encoding);
  return Uint8Array.from({ length: 256 }, (_, byte) => byte).filter(
    (byte) => decode(Uint8Array.of(byte)) !== undefined,
  );
}

describe.each(SINGLE_BYTE)('%s', (encoding) => {
  const codec = codecOfEncoding(encoding);

  it('gives every byte that it has back', () => {
    const bytes = knownBytes(encoding);
    const text = codec.decode(bytes) ?? '';
    expect(text).toHaveLength(bytes.length);
    expect(codec.encode(text)).toEqual(bytes);
    expect(codec.byteLength(text)).toBe(bytes.length);
  });

  iconvIt('agrees with the tables of the C library', () => {
    const bytes = knownBytes(encoding).filter((byte) => !(encoding === 'windows-1255' && byte === 0xca));
    const name = encoding.replace('windows-', 'CP').replace('cp', 'IBM').toUpperCase();
    const { stdout, status } = spawnSync('iconv', ['-f', name, '-t', 'UTF-8'], { input: bytes });
    expect(status).toBe(0);
    // iconv joins the combining marks of Vietnamese with the letters before them.
    expect(codec.decode(bytes)?.normalize()).toBe(stdout.toString().normalize());
  });

  it('writes a text that it has not in full, nor in part', () => {
    expect(codec.encode('a漢b')).toBe('漢');
    expect(codec.encode('a😀b')).toBe('😀');
    expect(codec.encode('a\ud800b')).toBe('\ud800');
  });
});

describe('the encodings that the web confuses', () => {
  it.each([
    ['iso-8859-1', '€'],
    ['iso-8859-1', '“'],
    ['iso-8859-9', '€'],
    ['iso-8859-1', '\u0080'],
    ['iso-8859-15', '\u0085'],
    ['windows-1252', '\u0081'],
  ] as const)('%s has no %j', (encoding, character) => {
    expect(codecOfEncoding(encoding).firstStranger(`x${character}`)).toBe(character);
  });

  it.each([
    ['windows-1252', '€', 0x80],
    ['iso-8859-15', '€', 0xa4],
    ['iso-8859-9', 'ğ', 0xf0],
    ['iso-8859-1', 'Ø', 0xd8],
  ] as const)('%s has %s', (encoding, character, byte) => {
    expect(codecOfEncoding(encoding).encode(character)).toEqual(Uint8Array.of(byte));
  });

  it.each(['iso-8859-1', 'iso-8859-9', 'windows-1252'] as const)(
    '%s does not read bytes without a meaning',
    (encoding) => {
      expect(codecOfEncoding(encoding).decode(Uint8Array.of(0x41, 0x81))).toBeUndefined();
    },
  );
});

describe('utf-8', () => {
  const codec = codecOfEncoding('utf-8');

  it('gives every text back, whole or in pieces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, cut) => {
        const bytes = codec.encode(text) as Uint8Array;
        const at = cut % (bytes.length + 1);
        const stream = codec.stream();
        expect(codec.decode(bytes)).toBe(text);
        expect((stream.write(bytes.subarray(0, at)) ?? '') + (stream.write(bytes.subarray(at)) ?? '')).toBe(text);
        expect(stream.end()).toBe(true);
      }),
      { seed: 3 },
    );
  });

  it('refuses malformed bytes and a text that was cut within a character', () => {
    expect(codec.decode(Uint8Array.of(0x41, 0xff))).toBeUndefined();
    expect(codec.decode(Uint8Array.of(0xed, 0xa0, 0x80))).toBeUndefined();
    const stream = codec.stream();
    expect(stream.write(Uint8Array.of(0x41, 0xc3))).toBe('A');
    expect(stream.end()).toBe(false);
  });

  it('refuses half a surrogate pair', () => {
    expect(codec.encode('a\udc00')).toBe('\udc00');
  });
});
