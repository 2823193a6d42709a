// The judge of answers goes red for everything that was not promised; one that cannot would prove nothing.
import { describe, expect, it } from '@jest/globals';
import { countEndings, judgeAnswers, percentile } from './judge-answers.js';
import type { Ending, Told } from './proof-client.js';
import { judgeLoad } from './verdict.js';

const told = (changes: Partial<Told> = {}): Told => ({
  ...{ kind: 'told', at: 1_000, ms: 10, status: 200, code: undefined, retryAfter: undefined, age: undefined },
  ...{ cache: '', closes: false, whole: true, text: '' },
  ...changes,
});
const broken = (at: number): Ending => ({ kind: 'broken', at, ms: 5, reason: 'ECONNRESET' });
const judge = (...endings: Ending[]): readonly string[] => judgeAnswers({ endings, longestMs: 1_000 });

describe('the judge of answers', () => {
  it('finds nothing where everybody got an answer, or was told when to come back', () => {
    const good = [200, 202, 304, 504].map((status) => told({ status }));
    const later = [429, 503].map((status) => told({ status, retryAfter: 1 }));
    expect(judge(...good, ...later, { kind: 'hung-up', at: 0, ms: 1 })).toEqual([]);
  });

  it.each([
    ['a status that was not promised', told({ status: 500 }), /an answer was 500/],
    ['half an answer', told({ whole: false }), /half an answer/],
    ['no word of when to come back', told({ status: 503, code: 'lane-full' }), /503 lane-full does not say when/],
    ['a nonsensical one', told({ status: 429, retryAfter: NaN }), /does not say when/],
    ['one that says at once', told({ status: 429, retryAfter: 0 }), /does not say when/],
    ['somebody who waited for too long', told({ ms: 1_001 }), /waited for more than 1000 ms/],
    ['somebody who had to hang up that late', { kind: 'hung-up', at: 0, ms: 2_000 } as const, /waited for more/],
    ['a connection that broke', broken(0), /a connection broke: ECONNRESET/],
  ])('sees %s', (_title, ending, expected) => {
    expect(judge(told(), ending)).toEqual([expect.stringMatching(expected)]);
  });

  it('excuses a broken connection only where nobody listened at some moment of it', () => {
    const away = [{ from: 100, to: 200 }];
    const found = (at: number) => judgeAnswers({ endings: [broken(at)], longestMs: 1_000, away });
    expect([94, 95, 150, 200, 201].map((at) => found(at).length)).toEqual([1, 0, 0, 0, 1]);
  });
});

describe('figures', () => {
  it('count endings by what was told, and find percentiles', () => {
    const endings = [told(), told(), told({ status: 503, code: 'lane-full' }), broken(0)];
    expect(countEndings(endings)).toEqual({ '200': 2, '503 lane-full': 1, 'broken ECONNRESET': 1 });
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(values, 0.5), percentile(values, 0.99), percentile([], 0.5)]).toEqual([51, 100, NaN]);
  });
});

describe('the judge of load', () => {
  it('sees more than is allowed, and so little that nothing is proven', () => {
    expect(judgeLoad(8, 8)).toEqual([]);
    expect(judgeLoad(9, 8)).toEqual([expect.stringContaining('9 statements were at the ERP at once')]);
    expect(judgeLoad(4, 8)).toEqual([expect.stringContaining('proves nothing')]);
  });
});
