// XML acknowledgements, and documents that must not be followed.
import { describe, expect, it } from '@jest/globals';
import { inShort, readAll } from '../../../test/support/layouts/read-acknowledgement.js';
import { acknowledgementOf, layoutOf } from '../../../test/support/layouts/sample-layouts.js';
import type { FileEncoding } from '../../facade/binding-of-drops.js';

const layoutIn = (encoding: FileEncoding): ReturnType<typeof layoutOf> =>
  layoutOf({
    acknowledgement: acknowledgementOf({
      match: 'file-and-line',
      encoding,
      format: { kind: 'xml', element: 'Result' },
      places: {
        line: { kind: 'attribute', name: 'number' },
        result: { kind: 'attribute', name: 'status' },
        message: { kind: 'element', name: 'Text' },
      },
      outputs: [{ result: 'id', place: { kind: 'element', name: 'Id' } }],
    }),
  });

const layout = layoutIn('utf-8');

async function shortly(document: string): Promise<readonly string[]> {
  return (await readAll(layout, Buffer.from(document))).map(inShort);
}

const ONE = '<Result number="1" status="A"/>';

describe('an XML acknowledgement', () => {
  it('says what became of each record, wherever the elements stand', async () => {
    const document = `\ufeff<?xml version="1.0"?>
      <Results><Head><Result number="1" status="A"><Id> C-1 </Id><Text>Fine &amp; <![CDATA[<good>]]></Text></Result></Head>
      <Result status='R' number='2'><Text>Æble
      findes ikke<b>x</b></Text><Other><Id>no</Id></Other></Result></Results>`;
    expect(await readAll(layout, Buffer.from(document))).toEqual([
      {
        kind: 'record',
        line: 1,
        memberLine: 1,
        result: 'applied',
        code: 'A',
        message: 'Fine & <good>',
        outputs: new Map([['id', 'C-1']]),
      },
      {
        kind: 'record',
        line: 2,
        memberLine: 2,
        result: 'refused',
        code: 'R',
        message: 'Æble findes ikke',
        outputs: new Map(),
      },
    ]);
  });

  it('is read in the encoding that the layout names', async () => {
    const document = '<R><Result number="1" status="R"><Text>Køb</Text></Result></R>';
    expect(await readAll(layoutIn('iso-8859-1'), document)).toMatchObject([{ message: 'Køb' }]);
  });

  it('may hold no record', async () => {
    expect(await shortly('<Results/>')).toEqual([]);
  });

  it('tells of records that say nothing, and goes on', async () => {
    expect(await shortly(`<R><Result status="A"/><Result number="2"/>${ONE}</R>`)).toEqual([
      '1: does not say what it is about',
      '2: has no result',
      '3: 1 applied A',
    ]);
  });
});

describe('a document that cannot be believed', () => {
  it.each([
    ['is cut off', `<R>${ONE}<Result number="2" sta`, /no well-formed XML/],
    ['is cut off between records', `<R>${ONE}`, /no well-formed XML/],
    ['has tags that do not match', `<R>${ONE}</Q>`, /no well-formed XML/],
    ['goes on after its end', `<R>${ONE}</R><R/>`, /no well-formed XML/],
  ])('is told after what stood before: it %s', async (_what, document, detail) => {
    const [record, fault, ...more] = await shortly(document);
    expect(record).toBe('1: 1 applied A');
    expect(fault).toMatch(detail);
    expect(fault).toMatch(/^2: /);
    expect(more).toEqual([]);
  });

  it.each([
    ['brings entities along', '<!DOCTYPE R [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><R>&b;</R>', /document type/],
    ['asks for a file', '<!DOCTYPE R SYSTEM "file:///etc/passwd"><R/>', /document type/],
    ['uses an entity that it has not', '<R>&secret;</R>', /no well-formed XML/],
    ['is empty', '', /no well-formed XML/],
    ['is no XML', 'AMD;A;;', /no well-formed XML/],
    ['is too deep', '<a>'.repeat(70), /more than 64 elements deep/],
    [
      'is one endless text',
      `<R><Result number="1" status="A"><Text>${'x'.repeat(300_000)}</Text></Result></R>`,
      /far (more|longer)/,
    ],
    ['is one endless attribute', `<R><Result number="${'1'.repeat(400_000)}"/></R>`, /far more/],
    [
      'is one endless record',
      `<R><Result number="1">${'<Text>xxxxxxxxxxxxxxxx</Text>'.repeat(20_000)}</Result></R>`,
      /far longer/,
    ],
  ])('is told at once: it %s', async (_what, document, detail) => {
    const told = await readAll(layout, Buffer.from(document), 50_000);
    expect(told.map(inShort)).toEqual([expect.stringMatching(detail)]);
  });

  it('is one with bytes of another encoding', async () => {
    const bytes = Buffer.concat([Buffer.from(`<R>${ONE}<Text>`), Buffer.of(0xe6), Buffer.from('</Text></R>')]);
    const told = (await readAll(layout, bytes)).map(inShort);
    expect(told).toEqual(['1: 1 applied A', '2: the document holds bytes that are no characters of utf-8']);
  });
});
