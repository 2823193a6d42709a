// The table of verdicts: what a person would have to believe for each sight of a view.
import { describe, expect, it } from '@jest/globals';
import type { Claims } from './claims.js';
import { judgeRows } from './judge-rows.js';
import type { Sight } from './judge-rows.js';

const END = Date.UTC(2026, 10, 20, 12);
const SKEW = 2_000;
const FRESH = END + SKEW + 1;

const row = (id: string) => ({ result: { id }, unreadable: [] });
const nameless = { result: {}, unreadable: ['id: no text'] };
const sight = (seen: Partial<Sight>): Sight => ({
  ...{ place: 'api.Orders', rows: [], endedAt: END, watermark: FRESH, skewMs: SKEW },
  ...seen,
});
const claims = (seen: Partial<Claims> = {}): Claims => ({
  ...{ identity: 'id', made: [], open: [], span: { from: 'then', until: 'now' } },
  ...seen,
});
const made = (commandId: string, identity: string | undefined) => ({ commandId, identity });

type Case = readonly [seen: string, sight: Partial<Sight>, kind: string, words?: RegExp];

const byReference: readonly Case[] = [
  ['one row', { rows: [row('1')] }, 'happened'],
  ['one row, although the call may still run', { rows: [row('1')], endedAt: undefined }, 'happened'],
  ['two rows', { rows: [row('1'), row('2')] }, 'ambiguous', /More than one/],
  ['no row, everything seen', {}, 'did-not-happen'],
  ['no row, and the call may still run', { endedAt: undefined }, 'open', /may still be running/],
  ['no row, and nobody says how fresh', { watermark: undefined }, 'open', /how fresh/],
  ['no row, at a source as old as the end', { watermark: END + SKEW }, 'open', /fresher/],
];

const byNaturalKey: readonly Case[] = [
  ['one row that nobody else has made', { rows: [row('1')], claims: claims() }, 'happened'],
  ['one row, while others made others', { rows: [row('1')], claims: claims({ made: [made('B', '2')] }) }, 'happened'],
  [
    'one row that another has made',
    { rows: [row('1')], claims: claims({ made: [made('B', '1')] }) },
    'ambiguous',
    /made by another/,
  ],
  [
    'one row, and another made nobody knows which',
    { rows: [row('1')], claims: claims({ made: [made('B', undefined)] }) },
    'ambiguous',
    /may have been/,
  ],
  ['one row that does not say which it is', { rows: [nameless], claims: claims() }, 'ambiguous', /which one/],
  [
    'one row, and another that is not settled',
    { rows: [row('1')], claims: claims({ open: ['B'] }) },
    'open',
    /that of B/,
  ],
  ['one row, and the call may still run', { rows: [row('1')], claims: claims(), endedAt: undefined }, 'open'],
  ['one row, and a second may not be seen yet', { rows: [row('1')], claims: claims(), watermark: END }, 'open'],
  [
    'two rows, whatever is seen later',
    { rows: [row('1'), row('2')], claims: claims(), endedAt: undefined },
    'ambiguous',
  ],
  ['no row, everything seen', { claims: claims() }, 'did-not-happen'],
  ['no row, whatever others made', { claims: claims({ made: [made('B', '1')], open: ['C'] }) }, 'did-not-happen'],
  ['no row, at a source that is too old', { claims: claims(), watermark: END + 1 }, 'open'],
];

describe('what a view shows of a command that left its reference', () => {
  it.each(byReference)('%s', (_seen, seen, kind, words = /./s) => {
    expect(judgeRows(sight(seen))).toMatchObject({ kind });
    expect(JSON.stringify(judgeRows(sight(seen)))).toMatch(words);
  });
});

describe('what a view shows of a command that left only what others could have left as well', () => {
  it.each(byNaturalKey)('%s', (_seen, seen, kind, words = /./s) => {
    expect(judgeRows(sight(seen))).toMatchObject({ kind });
    expect(JSON.stringify(judgeRows(sight(seen)))).toMatch(words);
  });

  it('is kept as evidence for the person who must decide: the rows, the other command and the bound', () => {
    const seen = sight({ rows: [row('1')], claims: claims({ made: [made('B', '1')] }) });
    expect(judgeRows(seen)).toMatchObject({
      evidence: { place: 'api.Orders', found: [{ id: '1' }], madeBy: 'B', from: 'then', until: 'now' },
    });
  });
});
