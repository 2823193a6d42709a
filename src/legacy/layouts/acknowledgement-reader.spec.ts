// What acknowledgements say, line by line, and what happens to lines that say nothing that can be believed.
import { describe, expect, it } from '@jest/globals';
import { inShort, readAll } from '../../../test/support/layouts/read-acknowledgement.js';
import { acknowledgementOf, ID, layoutOf } from '../../../test/support/layouts/sample-layouts.js';
import type { Acknowledgement, AcknowledgementPlace, Layout } from '../../facade/binding-of-drops.js';
import { UnusableBinding } from '../codec.js';
import { codecOfEncoding } from '../encodings/codec-of-encoding.js';
import { AcknowledgementReader } from './acknowledgement-reader.js';

type AcknowledgementFile = Extract<Acknowledgement, { kind: 'file' }>;

function layoutWith(words: Partial<AcknowledgementFile> = {}): Layout {
  return layoutOf({ acknowledgement: acknowledgementOf(words) });
}

async function shortly(
  file: Uint8Array | string,
  words: Partial<AcknowledgementFile> = {},
): Promise<readonly string[]> {
  return (await readAll(layoutWith(words), file)).map(inShort);
}

const column = (number: number): AcknowledgementPlace => ({ kind: 'column', column: number });
const bytes = (at: number, width: number): AcknowledgementPlace => ({ kind: 'bytes', at, width });

describe('a csv acknowledgement', () => {
  it('says what became of each command', async () => {
    const file = `${ID};A;;\r\n${ID};R;E01;No such order\r\n${ID};R;E99;"Ring; later"\r\n${ID};X;;\r\n`;
    const outputs = new Map();
    expect(await readAll(layoutWith(), file)).toEqual([
      { kind: 'record', line: 1, command: ID, result: 'applied', code: 'A', outputs },
      {
        kind: 'record',
        line: 2,
        command: ID,
        result: 'refused',
        code: 'R',
        reason: 'E01',
        refusal: { reason: 'order-unknown', text: 'The order does not exist.' },
        message: 'No such order',
        outputs,
      },
      {
        kind: 'record',
        line: 3,
        command: ID,
        result: 'refused',
        code: 'R',
        reason: 'E99',
        message: 'Ring; later',
        outputs,
      },
      { kind: 'record', line: 4, command: ID, result: undefined, code: 'X', outputs },
    ]);
  });

  it('gives results by name, and leaves empty ones out', async () => {
    const outputs = [
      { result: 'id', place: column(3) },
      { result: 'number', place: column(4) },
    ];
    const [record] = await readAll(layoutWith({ outputs }), `${ID};A; C-17 ;\n`);
    expect(record).toMatchObject({ outputs: new Map([['id', 'C-17']]) });
  });

  it('leaves lines out at both ends and empty ones anywhere, and still counts them', async () => {
    const file = `HEAD;1\r\n${ID};A;;\r\n\r\n${ID};R;;\r\nTAIL;2\r\n\r\n\u001a`;
    expect(await shortly(file, { skip: { first: 1, last: 1 } })).toEqual([`2: ${ID} applied A`, `4: ${ID} refused R`]);
  });

  it('has messages of one line, without control characters, of at most 300 characters', async () => {
    const told = await readAll(
      layoutWith({ encoding: 'utf-8' }),
      Buffer.from(`${ID};R;;a\u0000b\u001b[31m\u202ec ${'é'.repeat(500)}\n`),
    );
    expect(told).toMatchObject([{ message: `a b [31m c ${'é'.repeat(289)}` }]);
  });

  it('is matched by line, by key or as a whole where the layout says so', async () => {
    const places = { line: column(1), key: column(2), result: column(3) };
    const file = `0002;SO-1;A\n;SO-2;R\n;;R\n`;
    expect(await shortly(file, { match: 'file-and-line', places })).toEqual([
      '1: SO-1 applied A',
      '2: does not say what it is about',
      '3: does not say what it is about',
    ]);
    expect(await shortly(file, { match: 'business-key', places })).toHaveLength(3);
    expect(await shortly(file, { match: 'file', places })).toEqual([
      '1: SO-1 applied A',
      '2: SO-2 refused R',
      '3: file refused R',
    ]);
    expect((await readAll(layoutWith({ match: 'file-and-line', places }), file))[0]).toMatchObject({ memberLine: 2 });
  });

  it('holds refusals only, where only errors are told', async () => {
    const places = { command: column(1), message: column(2) };
    expect(await shortly(`${ID};No\n`, { match: 'errors-only', places })).toEqual([`1: ${ID} refused `]);
    expect(await shortly('', { match: 'errors-only', places })).toEqual([]);
  });
});

describe('a line that cannot be believed', () => {
  it('harms no other line', async () => {
    const file = [
      `${ID};A;;`,
      `"${ID};A;;`,
      ';A;;',
      ID,
      `${ID};A;;"open`,
      `${ID};R;;Item "X" is unknown`,
      `${'x'.repeat(70_000)};A;;`,
      `${ID};A;;`,
    ];
    expect(await shortly(file.join('\r\n'))).toEqual([
      `1: ${ID} applied A`,
      '2: is no line of this format',
      '3: does not say what it is about',
      '4: has no result',
      '5: is no line of this format',
      `6: ${ID} refused R`,
      '7: is longer than 65536 bytes',
      `8: ${ID} applied A`,
    ]);
  });

  it('is one in another encoding', async () => {
    const file = Buffer.from(`\ufeff${ID};A;;\n${ID};R;;\u00e6\n`, 'utf8');
    const broken = Buffer.concat([file, Buffer.from(`${ID};R;;`), Buffer.of(0xe6, 0x0a)]);
    expect(await shortly(broken, { encoding: 'utf-8' })).toEqual([
      `1: ${ID} applied A`,
      `2: ${ID} refused R`,
      '3: holds bytes that are no characters of utf-8',
    ]);
    expect(await shortly(Buffer.of(0x41, 0x81, 0x0a), { encoding: 'windows-1252' })).toEqual([
      '1: holds bytes that are no characters of windows-1252',
    ]);
  });

  it('is one with a control character in the place of a code', async () => {
    expect(await shortly(`${ID};A\u0007;;\n`)).toEqual(['1: holds control characters, or far more than a code']);
  });

  it('is one whose line is no number', async () => {
    const places = { line: column(1), result: column(2) };
    expect(await shortly('-1;A\n0;A\n1e3;A\n', { match: 'file-and-line', places })).toEqual(
      [1, 2, 3].map((line) => `${line}: has something else than a number in the place of the line`),
    );
  });
});

describe('a file without an end of line at its end', () => {
  it('counts when its last record is all there', async () => {
    expect(await shortly(`${ID};A;;\n${ID};R;E01;No`)).toEqual([`1: ${ID} applied A`, `2: ${ID} refused R`]);
  });

  it('is told as cut off when fields are missing', async () => {
    expect(await shortly(`${ID};A;;\n${ID};R;E0`)).toEqual([
      `1: ${ID} applied A`,
      '2: the file ends within this record',
    ]);
    expect(await shortly(`${ID};A;;\n${ID.slice(0, 9)}`)).toEqual([
      `1: ${ID} applied A`,
      '2: the file ends within this record',
    ]);
  });
});

describe('an acknowledgement of fixed width', () => {
  const places = { command: bytes(1, 26), result: bytes(27, 2), message: bytes(29, 10) };
  const words = { format: { kind: 'fixed-width' }, places } as const;

  it('is read by bytes, and lines may have lost the blanks at their ends', async () => {
    const file = `${ID}A           \r\n${ID}R Nej\r\n${ID}A\r\n${ID}\r\n`;
    expect(await shortly(file, words)).toEqual([
      `1: ${ID} applied A`,
      `2: ${ID} refused R`,
      `3: ${ID} applied A`,
      '4: has no result',
    ]);
  });

  it('does not believe a last line that is shorter than its record', async () => {
    expect(await shortly(`${ID}A           `, words)).toEqual([`1: ${ID} applied A`]);
    expect(await shortly(`${ID}A `, words)).toEqual(['1: the file ends within this record']);
  });

  it.each(['\u0085', '\n', '\r\n'])('is read in EBCDIC with lines that end with %j', async (end) => {
    const file = codecOfEncoding('cp1047').encode(`${ID}A [ok]    ${end}${ID}R Nej${end}`) as Uint8Array;
    expect(await shortly(file, { ...words, encoding: 'cp1047' })).toEqual([`1: ${ID} applied A`, `2: ${ID} refused R`]);
  });
});

describe('the name of an acknowledgement', () => {
  const reader = new AcknowledgementReader(layoutWith());

  it('tells the day and the number of the batch', () => {
    expect(reader.matches('AMD2026120100007.ACK')).toEqual({ date: '2026-12-01', sequence: 7 });
  });

  it.each([
    'AMD2026120100007.ACK.tmp',
    'amd2026120100007.ACK',
    'AMD20261201007.ACK',
    'AMD2026130100007.ACK',
    'AMD2026120100007xACK',
    '../AMD2026120100007.ACK',
    '',
  ])('is told from %j', (name) => {
    expect(reader.matches(name)).toBeUndefined();
  });

  it('may hold the name of the file it acknowledges', () => {
    const fileName = [{ kind: 'text', text: 'R-' }, { kind: 'file' }, { kind: 'text', text: '.log' }] as const;
    expect(new AcknowledgementReader(layoutWith({ fileName })).matches('R-AMD2026120100007.DAT.log')).toEqual({
      date: '2026-12-01',
      sequence: 7,
      fileName: 'AMD2026120100007.DAT',
    });
  });

  it('is refused when it says two things', () => {
    const fileName = [{ kind: 'sequence', width: 3 }, { kind: 'text', text: '-' }, { kind: 'sequence' }] as const;
    const twice = new AcknowledgementReader(layoutWith({ fileName }));
    expect(twice.matches('007-7')).toEqual({ sequence: 7 });
    expect(twice.matches('007-8')).toBeUndefined();
  });
});

describe('a layout whose acknowledgements nobody can read', () => {
  it.each([
    ['has none', { kind: 'none' }],
    ['has places of another format', acknowledgementOf({ places: { command: bytes(1, 26) } })],
  ] as readonly [string, Acknowledgement][])('is refused at once: it %s', (_what, acknowledgement) => {
    expect(() => new AcknowledgementReader(layoutOf({ acknowledgement }))).toThrow(UnusableBinding);
  });
});
