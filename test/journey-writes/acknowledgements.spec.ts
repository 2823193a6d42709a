// Everything that can go wrong with what the ERP says of a file, over real processes: said twice, again, otherwise, in
// another order, half, late, of strangers, never. The end of a command never changes, and nothing is sent a second time.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import type { JobFault } from '../support/running/running-erp.js';
import { setDroppingStage } from './dropping-stage.js';
import type { DroppingStage } from './dropping-stage.js';
import { archivedFileOf, archivedFilesOf, filesIn } from './erp-files.js';
import { accepted, effectsOf, newCustomer, read, reaches, seen, settled } from './writes-of-drops.js';
import type { SeenCommand, Write } from './writes-of-drops.js';

/** A review item as operators see it. */
interface Review {
  readonly kind: string;
  readonly fileName: string;
  readonly line: number;
  readonly commandId?: string;
}

type Program = NonNullable<JobFault['program']>;
type Asked = Omit<JobFault, 'program' | 'times'>;

const TERMINAL = ['succeeded', 'refused', 'cancelled', 'parked'];

let stage: DroppingStage;
let orders: readonly string[];
let shipped: string;
let items: readonly string[];
/** By story the commands of one file. */
const told: Record<string, readonly string[]> = {};

beforeAll(async () => {
  stage = await setDroppingStage([
    ['resources/orders.yaml', /every: 2s, records: 500/, 'every: 200ms'],
    ['resources/customers.yaml', /every: 2s, records: 500/, 'every: 200ms'],
    // Two counts are one file, however busy the machine is.
    ['resources/stock-counts.yaml', /every: 2s, records: 100/, 'every: 1m, records: 2'],
    ['layouts/new-customers.yaml', /overdue: 30m/, 'overdue: 2s'],
  ]);
  orders = await idsAt('/v1/orders?status=open&limit=5');
  shipped = (await idsAt('/v1/orders?status=shipped&limit=1'))[0] ?? '';
  items = await idsAt('/v1/stock-levels?warehouse=kolding&sort=id&limit=1');
  await Promise.all([amendments(), customers(), counts()]);
  await late();
}, 240_000);
afterAll(async () => stage[Symbol.asyncDispose]());

async function idsAt(path: string): Promise<readonly string[]> {
  const { data } = await read<{ data: readonly { id: string; itemId?: string }[] }>(stage, path);
  return data.map(({ id, itemId }) => itemId ?? id);
}

/** One file that the batch job takes in and speaks of in its own way, without a fault plainly; resolves once it is out. */
async function story(
  name: string,
  program: Program,
  fault: Asked | undefined,
  writes: readonly Write[],
): Promise<void> {
  if (fault !== undefined) await stage.erp.jobFault({ program, times: 1, ...fault });
  const ids = await Promise.all(writes.map((write) => accepted(stage, write)));
  await Promise.all(ids.map((id) => reaches(stage, id, 'delivered', ...TERMINAL)));
  await eventually('the batch job to take it in', () => ids.every((id) => archivedFilesOf(stage.erp, id).length === 1));
  told[name] = ids;
}

async function amendments(): Promise<void> {
  const amend = (order: string | undefined): Write => ({
    path: `/v1/orders/${order ?? ''}`,
    method: 'PATCH',
    body: { note: 'rettet' },
  });
  await story('contradicted', 'AMDIN', { fault: 'contradictAcknowledgements' }, [amend(orders[0])]);
  await story('refusal contradicted', 'AMDIN', { fault: 'contradictAcknowledgements' }, [amend(shipped)]);
  await story('half-written', 'AMDIN', { fault: 'halfWrittenAcknowledgements', ms: 3500 }, [amend(orders[1])]);
}

const register = (name: string): readonly Write[] => [{ path: '/v1/customers', body: newCustomer(name) }];

async function customers(): Promise<void> {
  await story('never', 'CUSIN', { fault: 'skipAcknowledgement' }, register('Aldrig'));
  await story('repeated', 'CUSIN', undefined, register('Igen'));
  await story('with a stranger', 'CUSIN', { fault: 'unknownIdInAcknowledgement' }, register('Fremmed'));
}

/** The job takes the file in when it is told to, and tells of it when the alarm was raised, however long that takes. */
async function late(): Promise<void> {
  // While it is paused, nothing of the other stories may be due.
  await readTimes('half-written', 1);
  await stage.erp.pauseJob(true);
  await stage.erp.jobFault({ fault: 'lateAcknowledgements', program: 'CUSIN', times: 1, ms: 1000 });
  const id = await accepted(stage, register('Sent')[0] as Write);
  told['late'] = [id];
  await reaches(stage, id, 'delivered');
  await stage.erp.runJob();
  await eventually('the alarm', () => overdue('late').length > 0);
  await stage.erp.pauseJob(false);
}

async function counts(): Promise<void> {
  const count = (warehouseId: string, itemId = items[0]): Write => ({
    path: '/v1/stock-counts',
    body: { warehouseId, countedOn: '2026-11-19', lines: [{ itemId, quantity: '5.000' }] },
  });
  const pair = [count('01'), count('02', 'NO-SUCH-ITEM')];
  await story('reordered', 'STKIN', { fault: 'reorderedAcknowledgements' }, pair);
  await story('duplicate', 'STKIN', { fault: 'duplicateAcknowledgements' }, pair);
  await story('beyond the last', 'STKIN', { fault: 'unknownIdInAcknowledgement' }, pair);
}

const idOf = (name: string): string => told[name]?.[0] ?? '';
const acknowledgementOf = (name: string): string =>
  archivedFileOf(stage.erp, idOf(name)).name.replace(/\.(DAT|CSV|XML)$/, (end) =>
    end === '.XML' ? '.ACK.XML' : '.ACK',
  );

async function reviewsOf(fileName: string): Promise<readonly Review[]> {
  const { data } = await stage.admin<{ data: readonly Review[] }>('/admin/v1/reviews?limit=500');
  return data.filter((review) => review.fileName === fileName);
}

/** The reading of an acknowledgement as the log tells it, first to last. */
const readings = (fileName: string) =>
  stage.logged('acknowledgement read').filter((line) => line['fileName'] === fileName);
const alarms = async (fileName: string) =>
  (await stage.allLogged('an acknowledgement needs a person')).filter((line) => line['fileName'] === fileName);

const overdue = (name: string) =>
  stage.logged('acknowledgement overdue').filter(({ fileName }) => fileName === acknowledgementOf(name));

const ends = (name: string): Promise<readonly SeenCommand[]> =>
  Promise.all((told[name] ?? []).map((id) => settled(stage, id)));

async function readTimes(name: string, times: number): Promise<void> {
  await eventually(`${name} to be read`, () => readings(acknowledgementOf(name)).length >= times);
}

/** Lays a file out for the gateway as if the batch job had: whole from its first moment on. */
function layOut(name: string, bytes: string | Buffer): void {
  const { outbox } = stage.erp.inbox.folders;
  const aside = join(outbox, '..', name);
  writeFileSync(aside, bytes);
  renameSync(aside, join(outbox, name));
}

describe('an acknowledgement', () => {
  it('in another order settles each command by its own record', async () => {
    expect(await ends('reordered')).toMatchObject([
      { status: 'succeeded' },
      { status: 'refused', refusal: { reason: 'item-unknown' } },
    ]);
    expect(await reviewsOf(acknowledgementOf('reordered'))).toEqual([]);
  });

  it('with every record twice settles once and bothers nobody', async () => {
    expect((await ends('duplicate')).map(({ status }) => status)).toEqual(['succeeded', 'refused']);
    await readTimes('duplicate', 1);
    expect(readings(acknowledgementOf('duplicate'))).toMatchObject([
      { records: 4, settled: 2, repeated: 2, reviews: 0 },
    ]);
  });

  it.each([
    ['contradicted', 'succeeded'],
    ['refusal contradicted', 'refused'],
  ])('that contradicts itself (%s) settles by its first word; the second goes to a person', async (name, status) => {
    expect(await ends(name)).toMatchObject([{ status }]);
    await readTimes(name, 1);
    const file = acknowledgementOf(name);
    expect(await reviewsOf(file)).toMatchObject([{ kind: 'contradiction', line: 2, commandId: idOf(name) }]);
    expect(await alarms(file)).toMatchObject([{ level: 'error', review: 'contradiction', commandId: idOf(name) }]);
  });

  it.each(['with a stranger', 'beyond the last'])(
    'with a record that is nobody\u2019s (%s) settles the others; the stranger goes to a person',
    async (name) => {
      expect((await ends(name))[0]).toMatchObject({ status: 'succeeded' });
      await readTimes(name, 1);
      const file = acknowledgementOf(name);
      expect(await reviewsOf(file)).toMatchObject([{ kind: 'unknown-command' }]);
      expect(await alarms(file)).toMatchObject([{ level: 'error', review: 'unknown-command' }]);
    },
  );

  it('that stands there half is waited for, and settles once it is whole', async () => {
    expect(await ends('half-written')).toMatchObject([{ status: 'succeeded' }]);
    await readTimes('half-written', 1);
    const file = acknowledgementOf('half-written');
    expect(readings(file)).toMatchObject([{ records: 1, settled: 1, reviews: 0 }]);
    expect(await reviewsOf(file)).toEqual([]);
  });

  it('that comes too late raises the alarm once, and settles all the same', async () => {
    expect(await ends('late')).toMatchObject([
      { status: 'succeeded', result: { id: expect.stringMatching(/^C\d+$/) } },
    ]);
    await stage.gateway.told();
    expect(overdue('late')).toMatchObject([{ level: 'error', unsettled: 1 }]);
  });

  it('that comes again after it was put away changes nothing and is put away beside the first', async () => {
    const [first] = await ends('repeated');
    const file = acknowledgementOf('repeated');
    // It is told of once it is put away: what is laid out now is another file.
    await readTimes('repeated', 1);
    layOut(file, readFileSync(join(stage.erp.inbox.folders.read, file)));
    await readTimes('repeated', 2);
    expect(readings(file)).toMatchObject([
      { settled: 1, repeated: 0, reviews: 0 },
      { settled: 0, repeated: 1, reviews: 0 },
    ]);
    expect(await seen(stage, idOf('repeated'))).toEqual(first);
    const away = filesIn(stage.erp.inbox.folders.read).map(({ name }) => name);
    expect(away.filter((name) => name.startsWith(file))).toEqual([file, `${file}.2`]);
  });

  it('that never comes leaves the command delivered, with an alarm, and no second file', async () => {
    const { name } = archivedFileOf(stage.erp, idOf('never'));
    await eventually('the alarm', () => overdue('never').length > 0);
    expect(await seen(stage, idOf('never'))).toMatchObject({ status: 'delivered' });
    const { data } = await stage.admin<{ data: readonly { overdueSince?: string }[] }>(
      `/admin/v1/batches?command=${idOf('never')}`,
    );
    expect(data).toMatchObject([{ state: 'delivered', fileName: name, overdueSince: expect.any(String) }]);
    await stage.gateway.told();
    expect(overdue('never')).toHaveLength(1);
  });
});

describe('after all of it', () => {
  it('a forged file that takes everything back changes no command, and every line of it goes to a person', async () => {
    const ids = [idOf('contradicted'), idOf('late'), '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A'];
    const before = await Promise.all(ids.slice(0, 2).map((id) => seen(stage, id)));
    const file = acknowledgementOf('contradicted');
    const reviewed = (await reviewsOf(file)).length;
    const lines = [...ids.map((id) => `${id};R;E02;forged`), 'not;a;record'].map((line) => `${line}\r\n`);
    layOut(file, lines.join(''));
    await readTimes('contradicted', 2);
    expect(await Promise.all(ids.slice(0, 2).map((id) => seen(stage, id)))).toEqual(before);
    const kinds = (await reviewsOf(file)).map(({ kind, line }) => `${line} ${kind}`);
    expect([...kinds].sort()).toEqual([
      '1 contradiction',
      '2 contradiction',
      '2 misplaced',
      '3 unknown-command',
      '4 unknown-command',
    ]);
    expect(kinds).toHaveLength(reviewed + 4);
  });

  it('every command ended once, had one effect at the ERP or one refusal, and stands in one file', async () => {
    const ids = Object.values(told).flat();
    const commands = await Promise.all(ids.map((id) => seen(stage, id)));
    for (const { history } of commands) {
      const statuses = history.map(({ status }) => status);
      expect(statuses.filter((status) => TERMINAL.includes(status)).length).toBeLessThanOrEqual(1);
      expect(statuses.slice(0, -1).some((status) => TERMINAL.includes(status))).toBe(false);
    }
    const counted = await effectsOf(stage, ids);
    expect(counted).toEqual(commands.map(({ status }) => (status === 'refused' ? 0 : 1)));
    expect(ids.map((id) => archivedFilesOf(stage.erp, id).length)).toEqual(ids.map(() => 1));
    const published = (await stage.erp.inbox.renames()).map(({ to }) => to).filter((to) => to.startsWith('/inbox/'));
    expect(new Set(published).size).toBe(published.length);
    expect(await stage.erp.job()).toMatchObject({ refusedFiles: [], outOfSequence: [], failures: 0 });
  });
});
