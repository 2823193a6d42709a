// Acknowledgements of any length: they are read as they arrive, and never held whole.
import { describe, expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { acknowledgementOf, ID, layoutOf } from '../../../test/support/layouts/sample-layouts.js';
import type { Acknowledgement } from '../../facade/binding-of-drops.js';
import { AcknowledgementReader } from '../layouts/acknowledgement-reader.js';

const RECORDS = 60_000;
const RECORDS_PER_PIECE = 1_000;
/** Pieces between two looks at what is in use. */
const PIECES_PER_LOOK = 10;
const MB = 1_048_576;
/** As records the files would take several times as much. */
const ROOM = 8 * MB;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What cannot be collected, on the heap and beside it. */
function used(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

interface Parts {
  readonly before: string;
  readonly record: string;
  readonly after: string;
}

/** A file that is made as it is read; looks at the memory now and then. */
async function* repeated({ before, record, after }: Parts, look: () => void): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(before);
  for (let piece = 1; piece <= RECORDS / RECORDS_PER_PIECE; piece += 1) {
    yield Buffer.from(record.repeat(RECORDS_PER_PIECE));
    if (piece % PIECES_PER_LOOK === 0) look();
  }
  yield Buffer.from(after);
}

interface Seen {
  readonly records: number;
  readonly unreadable: readonly string[];
  /** Most bytes held beyond what was in use before. */
  readonly held: number;
}

async function watch(acknowledgement: Acknowledgement, parts: Parts): Promise<Seen> {
  const reader = new AcknowledgementReader(layoutOf({ acknowledgement }));
  const start = used();
  const unreadable: string[] = [];
  let [records, held] = [0, 0];
  const look = (): void => {
    held = Math.max(held, used() - start);
  };
  for await (const told of reader.read(repeated(parts, look))) {
    if (told.kind === 'record') records += 1;
    else unreadable.push(told.detail);
  }
  return { records, unreadable, held };
}

describe('a long acknowledgement', () => {
  it('in csv is read line by line in bounded memory', async () => {
    const record = `${ID};R;E01;The order does not exist, says the ERP at length\r\n`;
    const seen = await watch(acknowledgementOf(), { before: '', record, after: '' });
    expect(seen).toMatchObject({ records: RECORDS, unreadable: [] });
    expect(seen.held).toBeLessThan(ROOM);
  });

  it('in XML is read element by element in bounded memory', async () => {
    const acknowledgement = acknowledgementOf({
      encoding: 'utf-8',
      format: { kind: 'xml', element: 'Result' },
      places: { command: { kind: 'attribute', name: 'ref' }, result: { kind: 'attribute', name: 'status' } },
    });
    const record = `<Result ref="${ID}" status="R"><Text>The order does not exist</Text></Result>\n`;
    const seen = await watch(acknowledgement, { before: '<Results>', record, after: '</Results>' });
    expect(seen).toMatchObject({ records: RECORDS, unreadable: [] });
    expect(seen.held).toBeLessThan(ROOM);
  });

  it('of a single line without an end is not kept', async () => {
    const seen = await watch(acknowledgementOf(), { before: '', record: 'x'.repeat(400), after: '' });
    expect(seen).toMatchObject({ records: 0, unreadable: ['is longer than 65536 bytes'] });
    expect(seen.held).toBeLessThan(ROOM);
  });

  it('with a quote that is never closed still gives every other record', async () => {
    const record = `${ID};A;;\n`;
    const seen = await watch(acknowledgementOf(), { before: '"', record, after: '' });
    expect(seen).toMatchObject({ records: RECORDS - 1, unreadable: ['is no line of this format'] });
  });
});
