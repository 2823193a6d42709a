// What the batch job does wrong when it is asked to, as whoever reads its acknowledgements meets it.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { TemporaryErp } from '../process/temporary-erp.js';
import { temporaryErp } from '../process/temporary-erp.js';
import { amendment, FileDrops, reference } from './file-drops.js';

let now = Date.UTC(2026, 11, 1, 8);
let erp: TemporaryErp;
let drops: FileDrops;
beforeAll(async () => {
  erp = await temporaryErp({ clock: () => now });
  drops = new FileDrops(erp.data);
  const owner = await erp.connect('erp_owner', 'primary');
  await owner.request().query(`UPDATE dbo.ORDHED SET ORDSTS = 'O' WHERE ORDNO = 'SO-100001'`);
});
afterAll(() => erp.stop());
afterEach(() => control('DELETE', '/job/faults'));

async function control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`http://127.0.0.1:${String(erp.erp.controlPort)}${path}`, init);
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}
const ask = (fault: string, more: object = {}) => control('POST', '/job/faults', { fault, times: 1, ...more });
const look = () => control('POST', '/job/run');

let sequence = 0;
/** Drops a file of two records, of which the second is refused; returns the name of what will acknowledge it. */
function drop(): string {
  sequence += 1;
  const name = drops.amendments(sequence, [amendment(1, 'SO-100001'), amendment(2, 'SO-999999')]);
  return name.replace('.DAT', '.ACK');
}
const said = (name: string): string[] => drops.lines(name).map((line) => line.slice(line.indexOf(';') - 5, line.indexOf(';') + 2)); // prettier-ignore
const usual = ['00001;A', '00002;R'];

describe('an acknowledgement', () => {
  it('comes whole and at once when nothing else was asked for', async () => {
    const name = drop();
    await look();
    expect(said(name)).toEqual(usual);
    expect(drops.has('outbox', `${name}.tmp`)).toBe(false);
  });

  it('comes late, while its file is in the archive already', async () => {
    await ask('lateAcknowledgements', { ms: 5000 });
    const name = drop();
    await look();
    expect(drops.has('archive', name.replace('.ACK', '.DAT'))).toBe(true);
    expect(drops.has('outbox', name)).toBe(false);
    now += 5000;
    await look();
    expect(said(name)).toEqual(usual);
  });

  it('is still to come when a second file of the name is dropped: that one is refused, the first is kept', async () => {
    await ask('lateAcknowledgements', { ms: 5000 });
    const name = drop();
    await look();
    const file = name.replace('.ACK', '.DAT');
    const first = drops.read('archive', file);
    drops.put(file, Buffer.from(first.toString('latin1').replace('unchanged', 'otherwise'), 'latin1'));
    drops.put(`${file}.OK`, '');
    await look();
    expect(drops.read('outbox', `${file}.ERR`).toString()).toContain('was taken in before');
    expect(drops.read('archive', file)).toEqual(first);
    expect(drops.has('archive/bad', file)).toBe(true);
    now += 5000;
    await look();
    expect(said(name)).toEqual(usual);
  });

  it.each([
    ['duplicateAcknowledgements', ['00001;A', '00001;A', '00002;R', '00002;R']],
    ['contradictAcknowledgements', ['00001;A', '00001;R', '00002;R', '00002;A']],
    ['reorderedAcknowledgements', ['00002;R', '00001;A']],
    ['unknownIdInAcknowledgement', [...usual, 'ZZZZZ;A']],
  ])('says otherwise with %s', async (fault, expected) => {
    await ask(fault);
    const name = drop();
    await look();
    expect(said(name)).toEqual(expected);
  });

  it('comes again after it was put away', async () => {
    await ask('repeatAcknowledgements', { ms: 2000 });
    const name = drop();
    await look();
    drops.put(name, drops.read('outbox', name), 'outbox/read');
    drops.remove('outbox', name);
    now += 2000;
    await look();
    expect(said(name)).toEqual(usual);
  });

  it('stands half written under its name before it is whole', async () => {
    await ask('halfWrittenAcknowledgements', { ms: 3000 });
    const name = drop();
    await look();
    const half = drops.read('outbox', name);
    now += 3000;
    await look();
    const whole = drops.read('outbox', name);
    expect(half.length).toBe(Math.ceil(whole.length / 2));
    expect(whole.subarray(0, half.length)).toEqual(half);
  });

  it('never comes when it is skipped', async () => {
    await ask('skipAcknowledgement', { program: 'AMDIN' });
    const name = drop();
    await look();
    now += 600_000;
    await look();
    expect(drops.has('outbox', name)).toBe(false);
    expect(drops.has('archive', name.replace('.ACK', '.DAT'))).toBe(true);
  });

  it('refuses as many records as asked, with the words asked for', async () => {
    await ask('refuseNext', { code: 'E77', message: 'Det er lørdag' });
    const name = drop();
    await look();
    expect(drops.lines(name)[0]).toBe(`${reference(1)};R;E77;Det er lørdag`);
    expect(drops.lines(name)[1]).toContain(';E01;');
  });
});

describe('the job', () => {
  it('takes nothing in while it is paused, unless it is told to look', async () => {
    expect(await control('POST', '/job', { paused: true })).toMatchObject({ paused: true });
    const name = drop();
    await look();
    expect(said(name)).toEqual(usual);
    expect(await control('DELETE', '/faults')).toBeDefined();
    expect(await control('GET', '/job')).toMatchObject({ paused: false, faults: [] });
  });

  it('refuses faults that it does not know, all of it at once', async () => {
    const wrong = { fault: 'lunch', program: 'X', times: 0, ms: -1 };
    const text = String(await control('POST', '/job/faults', wrong).catch((error: unknown) => error));
    for (const member of ['fault:', 'program:', 'times:', 'ms:']) expect(text).toContain(member);
  });
});

describe('the ledger of effects', () => {
  it('is counted and paged through', async () => {
    const { counts, effects } = (await control('GET', '/effects?after=1&limit=2')) as {
      counts: Record<string, number>;
      effects: { id: number }[];
    };
    expect(effects.map(({ id }) => id)).toEqual([2, 3]);
    expect(counts['amendment']).toBeGreaterThan(5);
    expect(counts['refusal']).toBeGreaterThan(5);
  });
});
