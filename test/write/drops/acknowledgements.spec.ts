// What comes back from the ERP settles commands once; what cannot be believed goes to people and changes nothing.
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Observation } from '../../../src/observability/observation.js';
import { Breaker } from '../../../src/protection/breaker/breaker.js';
import { APPLIED, BY_LINE } from '../../support/write/drops/batch-job.js';
import { DropBench } from '../../support/write/drops/drop-bench.js';
import { BY_COMMAND, COUNTS, dropCatalogue, INBOX } from '../../support/write/drops/drop-catalogue.js';

const ACK = 'AMD2026112000001.ACK';
const UNKNOWN_ID = '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A';

let bench: DropBench;
beforeEach(() => {
  bench = new DropBench();
});

const kinds = async () => (await bench.openReviews()).map(({ kind }) => kind);
const hasAlarm = () => bench.told('review-needed').map(({ review }) => review);

describe('an acknowledgement', () => {
  it('settles each command as it says: done with its results, or refused with the words of the facade', async () => {
    const [applied = '', refused = '', unlisted = ''] = await bench.takenIn(3);
    bench.job.answer(ACK, [
      `${refused};R;E02;too late`,
      `${applied};A;;;7;20261120`,
      `${unlisted};R;E77;Kunde gesperrt\u0007`,
    ]);
    await bench.pass(3_000);
    expect(await bench.command(applied)).toMatchObject({
      state: 'succeeded',
      result: { revision: 7, day: '2026-11-20' },
    });
    expect(await bench.command(refused)).toMatchObject({
      state: 'refused',
      refusal: { reason: 'order-shipped', text: 'The order has been shipped.' },
    });
    const { refusal } = (await bench.command(unlisted)) ?? {};
    expect(refusal).toEqual({ reason: 'not-accepted', text: expect.stringMatching(/^Kunde gesperrt/) });
    expect((await bench.batch())?.state).toBe('closed');
    expect([...bench.place.read.keys()]).toEqual([ACK]);
    expect(bench.told('acknowledgement-read')).toMatchObject([{ records: 3, settled: 3, repeated: 0, reviews: 0 }]);
  });

  it('with a result that is none of its type succeeds without it, and says so as evidence', async () => {
    const id = await bench.oneTakenIn();
    bench.job.answer(ACK, [`${id};A;;;seven;30.02.2026`]);
    await bench.pass(3_000);
    const found = await bench.ledger.find(id);
    expect(found?.command).toMatchObject({ state: 'succeeded', result: {} });
    expect(JSON.stringify(found?.history.at(-1)?.evidence)).toMatch(/revision: .*day: /);
  });

  it('by file and line settles the command whose record begins there', async () => {
    await bench.start();
    const ids = [await bench.count(1), await bench.count(2)];
    await bench.pass(6_000);
    bench.job.takeIn();
    bench.job.answer('STK2026112000001.ACK', ['2;R', '1;A']);
    await bench.pass(3_000);
    expect(await Promise.all(ids.map((id) => bench.state(id)))).toEqual(['succeeded', 'refused']);
    expect((await bench.batch(COUNTS))?.state).toBe('closed');
  });

  it('by business key settles the command that carried it', async () => {
    const acknowledgement = {
      ...BY_COMMAND,
      match: 'business-key',
      businessKey: '$key',
      places: { key: { kind: 'column', column: 1 }, result: { kind: 'column', column: 2 } },
    } as const;
    bench.catalogue = dropCatalogue({ acknowledgement });
    const [first = '', second = ''] = await bench.takenIn(2);
    bench.job.answer(ACK, ['SO-1;R', 'SO-0;A', 'SO-9;A']);
    await bench.pass(3_000);
    expect([await bench.state(first), await bench.state(second)]).toEqual(['succeeded', 'refused']);
    expect(await kinds()).toEqual(['unknown-command']);
  });

  it('of the whole file settles all of it', async () => {
    const places = { result: { kind: 'column', column: 1 }, message: { kind: 'column', column: 2 } } as const;
    bench.catalogue = dropCatalogue({ acknowledgement: { ...BY_COMMAND, match: 'file', places, outputs: [] } });
    const ids = await bench.takenIn(3);
    bench.job.answer(ACK, ['R;Control totals differ']);
    await bench.pass(3_000);
    for (const id of ids)
      expect(await bench.command(id)).toMatchObject({ state: 'refused', refusal: { text: 'Control totals differ' } });
  });

  it('is read only once its size was the same at two looks', async () => {
    const [first = '', second = ''] = await bench.takenIn(2);
    let text = `${first};A;;;7;\r\n`;
    for (let looks = 0; looks < 8; looks += 1) {
      bench.job.write(ACK, text);
      await bench.pass(1_000);
      expect(await bench.state(first)).toBe('delivered');
      text += `${second};A;;;7;\r\n`;
    }
    await bench.pass(2_000);
    expect([await bench.state(first), await bench.state(second)]).toEqual(['succeeded', 'succeeded']);
    expect([...bench.place.read.keys()]).toEqual([ACK]);
  });

  it('that was left half-written settles nothing for a while, and everything once it is whole', async () => {
    const [first = '', second = ''] = await bench.takenIn(2);
    bench.job.write(ACK, `${first};A;;;7;\r\n${second.slice(0, 9)}`);
    await bench.pass(6_000);
    expect(await bench.state(first)).toBe('delivered');
    bench.job.write(ACK, `${first};A;;;7;\r\n${second};R;E02;\r\n`);
    await bench.pass(3_000);
    expect([await bench.state(first), await bench.state(second)]).toEqual(['succeeded', 'refused']);
    expect(await bench.openReviews()).toEqual([]);
  });

  it('that stays broken settles what can be read of it, and the rest is for people', async () => {
    const [first = '', second = ''] = await bench.takenIn(2);
    bench.job.write(ACK, `${first};A;;;7;\r\n"${second};A`);
    await bench.pass(20_000);
    expect([await bench.state(first), await bench.state(second)]).toEqual(['succeeded', 'delivered']);
    expect(await kinds()).toEqual(['unreadable']);
    expect(hasAlarm()).toEqual(['unreadable']);
    expect(bench.place.acknowledgements.size).toBe(0);
  });

  it('that takes long to read, mostly for looking up what it speaks of, is no trouble of its channel', async () => {
    const opened: Observation[] = [];
    const breaker = new Breaker({
      ...{ name: INBOX, clock: bench.clock, observe: (each) => opened.push(each), keep: () => Promise.resolve() },
      limits: { failures: 1, of: 1, openMs: 5_000, slowMs: 1_000, windowMs: 30_000 },
    });
    bench.guards = new Map([[INBOX, { breaker }]]);
    const id = await bench.oneTakenIn();
    const find = bench.ledger.find.bind(bench.ledger);
    const findSlowly: typeof find = async (sought) => {
      if (sought === UNKNOWN_ID) await new Promise<void>((resolve) => bench.clock.after(5_000, resolve));
      return find(sought);
    };
    Object.assign(bench.ledger, { find: findSlowly });
    bench.job.answer(ACK, [`${UNKNOWN_ID};A`, `${id};A;;;7;20261120`]);
    await bench.pass(12_000);
    expect([(await bench.command(id))?.state, opened]).toEqual(['succeeded', []]);
  });

  it('that comes again changes nothing and alarms nobody', async () => {
    const id = await bench.oneTakenIn();
    bench.job.answer(ACK, [APPLIED({ id, line: 2, fields: [] })]);
    await bench.pass(3_000);
    const before = await bench.ledger.find(id);
    bench.job.answer(ACK, [APPLIED({ id, line: 2, fields: [] })]);
    await bench.pass(3_000);
    expect(await bench.ledger.find(id)).toEqual(before);
    expect(await bench.openReviews()).toEqual([]);
    expect([...bench.place.read.keys()]).toHaveLength(2);
    expect(bench.told('acknowledgement-read').at(-1)).toMatchObject({ settled: 0, repeated: 1 });
  });

  it('that contradicts what was settled changes nothing and goes to people', async () => {
    const id = await bench.oneTakenIn();
    bench.job.answer(ACK, [APPLIED({ id, line: 2, fields: [] })]);
    await bench.pass(3_000);
    bench.job.answer(ACK, [`${id};R;E02;`]);
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect(await bench.openReviews()).toMatchObject([{ kind: 'contradiction', commandId: id, line: 1, fileName: ACK }]);
    expect(hasAlarm()).toEqual(['contradiction']);
  });

  it('that contradicts itself counts with its first word, and goes to people', async () => {
    const id = await bench.oneTakenIn();
    bench.job.answer(ACK, [`${id};R;E02;`, `${id};A;;;7;`, `${id};R;E02;`]);
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('refused');
    expect(await kinds()).toEqual(['contradiction']);
    expect(bench.told('acknowledgement-read').at(-1)).toMatchObject({ settled: 1, repeated: 1, reviews: 1 });
  });

  it('of unknown, misplaced and undeclared records settles the others, and those go to people', async () => {
    const [first = '', second = ''] = await bench.takenIn(2);
    const elsewhere = await bench.count(4);
    bench.job.answer(ACK, [
      `${UNKNOWN_ID};A;;;7;`,
      `${elsewhere};A;;;7;`,
      `${second};X;;;7;`,
      `'; DROP TABLE x --;A;;;7;`,
      `${first};A;;;7;`,
    ]);
    await bench.pass(3_000);
    expect(await bench.state(first)).toBe('succeeded');
    expect(await bench.state(second)).toBe('delivered');
    expect(await bench.state(elsewhere)).not.toBe('succeeded');
    expect(new Set(await kinds())).toEqual(new Set(['unknown-command', 'misplaced', 'unreadable']));
    const misplaced = (await bench.openReviews()).find(({ kind }) => kind === 'misplaced');
    expect(misplaced).toMatchObject({ commandId: elsewhere, line: 2 });
    expect(JSON.stringify(await bench.openReviews())).not.toContain('DROP TABLE');
  });

  it('for a batch that never was goes to people whole, and away', async () => {
    const id = await bench.oneTakenIn();
    bench.job.answer('AMD2026112000099.ACK', [`${id};A;;;7;`, `${UNKNOWN_ID};A;;;7;`]);
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('delivered');
    expect(new Set(await kinds())).toEqual(new Set(['misplaced', 'unknown-command']));
    expect([...bench.place.read.keys()]).toEqual(['AMD2026112000099.ACK']);
  });

  it('for a file that was never sent settles nothing', async () => {
    await bench.start(undefined, (name) => {
      if (name === 'batch-sealed') bench.closing = { until: bench.clock.now() + 600_000, reason: 'night' };
    });
    const id = await bench.amend('SO-1');
    await bench.pass(6_000);
    expect(await bench.batch()).toMatchObject({ state: 'sealed', attempts: 0 });
    bench.job.answer(ACK, [`${id};A;;;7;`]);
    await bench.pass(3_000);
    expect(await bench.state(id)).toBe('delivering');
    expect(await kinds()).toEqual(['misplaced']);
  });

  it('stays where it is until everything in it is dealt with, and is then dealt with twice without harm', async () => {
    const id = await bench.oneTakenIn();
    const ledger = bench.reviews;
    const put = ledger.put.bind(ledger);
    ledger.put = () => Promise.reject(new Error('the disk is full'));
    bench.job.answer(ACK, [`${id};A;;;7;`, `${UNKNOWN_ID};A;;;7;`]);
    await bench.pass(4_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect([...bench.place.acknowledgements.keys()]).toEqual([ACK]);
    ledger.put = put;
    await bench.pass(8_000);
    expect(await kinds()).toEqual(['unknown-command']);
    expect([...bench.place.read.keys()]).toEqual([ACK]);
    expect((await bench.states(id)).filter((state) => state === 'succeeded')).toHaveLength(1);
  });

  it('of a hundred thousand wrong lines is one thing to look at', async () => {
    const id = await bench.oneTakenIn();
    const lines = Array.from({ length: 100_000 }, () => `${UNKNOWN_ID};A;;;7;`);
    bench.job.answer(ACK, [...lines, `${id};A;;;7;`]);
    await bench.pass(2_000);
    for (let turn = 0; turn < 400 && (await bench.state(id)) !== 'succeeded'; turn += 1) await bench.settle();
    expect(await bench.state(id)).toBe('succeeded');
    expect((await bench.openReviews()).length).toBeLessThanOrEqual(501);
    expect(JSON.stringify(await bench.openReviews())).toMatch(/99500 more records/);
  });

  it('of another file in the folder is left alone', async () => {
    await bench.oneTakenIn();
    bench.job.write('readme.txt', 'hello');
    await bench.pass(5_000);
    expect([...bench.place.acknowledgements.keys()]).toEqual(['readme.txt']);
    expect(await bench.openReviews()).toEqual([]);
  });
});

describe('many files', () => {
  it('in any order, some of them bad, are each dealt with', async () => {
    await bench.start();
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      ids.push(await bench.count(index));
      await bench.pass(6_000);
    }
    bench.job.takeIn();
    bench.job.answer('STK2026112000003.ACK', [BY_LINE({ id: '', line: 1, fields: [] })]);
    bench.job.write('STK2026112000002.ACK', '"');
    bench.job.answer('STK2026112000001.ACK', ['1;R']);
    await bench.pass(4_000);
    expect(await Promise.all(ids.map((id) => bench.state(id)))).toEqual(['refused', 'delivered', 'succeeded']);
  });
});
