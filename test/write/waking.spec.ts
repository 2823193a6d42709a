// Whatever is accepted together is looked at once: a look claims, or asks the calendar and winds a timer.
import { expect, it } from '@jest/globals';
import { WriteBench } from '../support/write/write-bench.js';

it('a queue looks once for all that was accepted in one turn, and again for what comes later', async () => {
  const bench = new WriteBench();
  let looks = 0;
  bench.closed = (channel, now) => {
    looks += channel === 'procedures' ? 1 : 0;
    return { until: now + 60_000, reason: 'nightly batch' };
  };
  await bench.start();
  await bench.settle();
  looks = 0;
  await Promise.all(Array.from({ length: 20 }, (_, index) => bench.accept(`k-${index}`, `C${10_001 + index}`)));
  await bench.settle();
  expect(looks).toBe(1);
  await bench.accept('later');
  await bench.settle();
  expect(looks).toBe(2);
});

/** Notes how many commands each claim of the bench has brought from now on. */
function claimsOf({ ledger }: WriteBench): readonly number[] {
  const claims: number[] = [];
  const claim = ledger.claim.bind(ledger);
  ledger.claim = async (request) => {
    const claimed = await claim(request);
    if (request.channel === 'procedures') claims.push(claimed.length);
    return claimed;
  };
  return claims;
}

it('a queue does not claim a second time when the first claim has left nothing behind', async () => {
  const bench = new WriteBench();
  await bench.start();
  await bench.settle();
  bench.script = () => new Promise(() => undefined);
  const claims = claimsOf(bench);
  await bench.accept('k-1', 'C10001');
  await bench.settle();
  expect(claims).toEqual([1]);
  await bench.accept('k-2', 'C10002');
  await bench.settle();
  expect(claims).toEqual([1, 1]);
});

it.each<[string, (bench: WriteBench) => WriteBench['script']]>([
  ['succeeds', (bench) => async (delivery) => Promise.resolve(bench.book(delivery))],
  ['is refused', () => () => Promise.resolve({ kind: 'refused', errorNumber: 50_010, message: 'no' })],
])('a command that %s lets the next one of its key go at once', async (_how, script) => {
  const bench = new WriteBench();
  await bench.start();
  await bench.settle();
  bench.script = script(bench);
  const ids = await Promise.all([1, 2, 3].map((number) => bench.accept(`k-${number}`, 'C10001')));
  await bench.settle();
  expect(bench.calls.map(({ commandId }) => commandId)).toEqual(ids);
});
