// The committed EBCDIC tables against the ones that iconv of the C library knows. `npm run generate` writes them.
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { codecOfEncoding } from '../../src/legacy/encodings/codec-of-encoding.js';

const PATH = 'src/legacy/encodings/ebcdic-tables.ts';
const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const write = process.env['BANYAN_TEST_WRITE_GENERATED'] === '1';

/** The code points of all bytes, or undefined where iconv is missing or does not know the page. */
function askIconv(page: string): readonly number[] | undefined {
  const { status, stdout } = spawnSync('iconv', ['-f', page, '-t', 'UTF-16BE'], { input: ALL_BYTES });
  if (status !== 0 || stdout.length !== 512) return undefined;
  return Array.from(ALL_BYTES, (byte) => stdout.readUInt16BE(byte * 2));
}

function rowsOf(codes: readonly number[]): string {
  const texts = codes.map((code) => code.toString(16).toUpperCase().padStart(2, '0'));
  return Array.from({ length: 16 }, (_, row) => `  '${texts.slice(row * 16, row * 16 + 16).join(' ')}',\n`).join('');
}

const cp037 = askIconv('IBM037');
const cp1047 = askIconv('IBM1047');
const iconvIt = cp037 === undefined || cp1047 === undefined ? it.skip : it;

/** The whole file. */
function render(): string {
  return `// Generated: the code point of every byte of two EBCDIC code pages, in hexadecimal, 16 bytes a row. Never edit it:
// \`npm run generate\` writes it from the tables IBM037 and IBM1047 of the C library's iconv.

/** EBCDIC of the USA, Canada, the Netherlands and Portugal: IBM code page 37. */
export const CP037: readonly string[] = [
${rowsOf(cp037 ?? [])}];

/** Latin-1 for open systems, the page of z/OS UNIX: IBM code page 1047. */
export const CP1047: readonly string[] = [
${rowsOf(cp1047 ?? [])}];
`;
}

describe('the EBCDIC tables', () => {
  iconvIt('are committed as iconv knows them', () => {
    const made = render();
    if (write) writeFileSync(PATH, made);
    expect(readFileSync(PATH, 'utf8')).toBe(made);
  });

  it.each(['cp037', 'cp1047'] as const)('%s gives every byte back', (page) => {
    const codec = codecOfEncoding(page);
    const text = codec.decode(ALL_BYTES) ?? '';
    expect(new Set(text).size).toBe(256);
    expect(codec.encode(text)).toEqual(ALL_BYTES);
  });

  it.each([
    ['cp037', '[]^', [0xba, 0xbb, 0xb0]],
    ['cp1047', '[]^', [0xad, 0xbd, 0x5f]],
    ['cp037', 'A9a{\r\n', [0xc1, 0xf9, 0x81, 0xc0, 0x0d, 0x25]],
    ['cp1047', 'A9a{\r\n', [0xc1, 0xf9, 0x81, 0xc0, 0x0d, 0x25]],
  ] as const)('%s writes %j as IBM prints it', (page, text, bytes) => {
    expect(codecOfEncoding(page).encode(text)).toEqual(Uint8Array.from(bytes));
  });
});
