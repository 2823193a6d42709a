// A closed time that has just begun, over real processes: writes are accepted and held, nothing arrives at the ERP by
// either channel, a person lets them through, and what was sent can be erased once it is settled.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { CALLS } from '../support/write/effects-at-erp.js';
import { SOON, setDroppingStage } from './dropping-stage.js';
import type { DroppingStage } from './dropping-stage.js';
import { archivedFileOf, filesIn } from './erp-files.js';
import { effectsOf, newCustomer, read, seen, send, settled } from './writes-of-drops.js';
import type { Answered } from './writes-of-drops.js';

/** Its clocks never change, so that an hour from now is an hour on every day. */
const ZONE = 'Atlantic/Reykjavik';
const MINUTE_MS = 60_000;

/** What a clock on the wall shows there, without seconds. */
const civil = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);

const now = Date.now();
const from = civil(now - MINUTE_MS);
const to = civil(now + 60 * MINUTE_MS);
const CLOSED = [
  'calendar:',
  `  timezone: ${ZONE}`,
  '  windows:',
  `    - { name: stocktaking, days: daily, from: "${from}", to: "${to}", reads: open, writes: hold }`,
].join('\n');

const SECRET_NOTE = 'kun for Gerda Grubbe';

let stage: DroppingStage;
let ordered: Answered;
let registered: Answered;
beforeAll(async () => {
  stage = await setDroppingStage([...SOON, ['facade.yaml', /^examples:/m, `${CLOSED}\nexamples:`]]);
  ordered = await send(stage, { path: '/v1/orders', body: await orderBody() });
  registered = await send(stage, { path: '/v1/customers', body: newCustomer('Gerda Grubbe'), wait: 20 });
}, 180_000);
afterAll(async () => stage[Symbol.asyncDispose]());

async function orderBody(): Promise<object> {
  const customers = await read<{ data: readonly { id: string; creditLimit: string | null }[] }>(
    stage,
    '/v1/customers?status=active&limit=200',
  );
  const items = await read<{ data: readonly { id: string }[] }>(stage, '/v1/items?status=active&limit=1');
  const customerId = customers.data.find(({ creditLimit }) => creditLimit === null)?.id;
  return { customerId, currency: 'DKK', note: SECRET_NOTE, lines: [{ itemId: items.data[0]?.id, quantity: '1' }] };
}

const idOf = ({ json }: Answered): string => String(json['id']);
const both = (): readonly string[] => [idOf(ordered), idOf(registered)];
const BY = ['--reason', 'the count was done early'] as const;

/** Calls of procedures that reached the primary. */
async function calls(): Promise<number> {
  const { primary } = await stage.erp.control<{ primary: readonly { text: string }[] }>('GET', '/statements?after=0');
  return primary.filter(({ text }) => new RegExp(CALLS, 'i').test(text)).length;
}

describe('inside a closed time', () => {
  it('a write by either channel is 202 at once, held, with the moment it ends', () => {
    for (const { status, json } of [ordered, registered]) {
      expect([status, json['status']]).toEqual([202, 'held']);
      expect(civil(Date.parse(String(json['notBefore'])))).toBe(to);
      expect(Math.abs(Date.parse(String(json['notBefore'])) - now - 60 * MINUTE_MS)).toBeLessThan(MINUTE_MS + 1);
    }
  });

  it('it is told why, at once and whenever it is looked at', async () => {
    const shown = await Promise.all(both().map((id) => read(stage, `/v1/commands/${id}`)));
    const reasons = [ordered.json, registered.json, ...shown].map((json) => json['heldReason']);
    expect(reasons).toEqual(reasons.map(() => expect.stringContaining('stocktaking')));
  });

  it('nothing arrives at the ERP, neither a call nor a file, although acknowledgements are still looked for', async () => {
    const before = (await stage.erp.inbox.counters()).requests;
    await eventually('two looks at the server', async () => (await stage.erp.inbox.counters()).requests > before + 6);
    expect([await calls(), await stage.erp.effects()]).toEqual([0, []]);
    expect([filesIn(stage.erp.inbox.folders.inbox), await stage.erp.inbox.renames()]).toEqual([[], []]);
    expect(await stage.erp.inbox.counters()).toMatchObject({ publications: 0 });
    expect((await Promise.all(both().map((id) => seen(stage, id)))).map(({ status }) => status)).toEqual([
      'held',
      'held',
    ]);
  });

  it('what was sent cannot be erased yet', async () => {
    const counted = await stage.banyan('commands', 'erase', '--id', idOf(ordered), '--reason', 'she asked');
    expect(counted).toMatch(/^Would erase what was sent with 0 commands\. 1 not settled yet would be left whole/);
  });

  it('a person opens it for a while, with a reason that the audit trail keeps, and the writes go through', async () => {
    expect(await stage.banyan('calendar')).toMatch(/inbox +closed until .*stocktaking/);
    const opened = await stage.banyan('calendar', 'open', '--until', '10m', ...BY);
    expect(opened).toMatch(/all channels until .*, by first-administrator: the count was done early/);
    const ended = await Promise.all(both().map((id) => settled(stage, id)));
    expect(ended.map(({ status, history }) => [history[0]?.status, status])).toEqual([
      ['held', 'succeeded'],
      ['held', 'succeeded'],
    ]);
    expect(await effectsOf(stage, both())).toEqual([1, 1]);
    expect(archivedFileOf(stage.erp, idOf(registered)).bytes.includes('Gerda Grubbe')).toBe(true);
    const { data } = await stage.admin<{ data: readonly unknown[] }>('/admin/v1/audit?action=calendar.override');
    expect(data).toMatchObject([
      {
        action: 'calendar.override',
        actor: { kind: 'administrator', id: 'first-administrator' },
        reason: 'the count was done early',
      },
    ]);
  });
});

describe('once it is settled', () => {
  const erase = (...more: readonly string[]): Promise<string> =>
    stage.banyan('commands', 'erase', '--id', idOf(ordered), '--reason', 'she asked', ...more);

  it('what was sent is erased after it was counted; ids and outcome stay', async () => {
    const before = await seen(stage, idOf(ordered));
    const show = (): Promise<string> => stage.banyan('commands', 'show', idOf(ordered));
    expect(await erase()).toMatch(/^Would erase what was sent with 1 commands?\. .*--confirm 1\.\n$/);
    await expect(erase('--confirm', '2')).rejects.toThrow('Nothing was erased: it would be 1 now, not 2.');
    expect(await show()).toMatch(/ {2}input +\{"customerId":/);
    expect(await erase('--confirm', '1')).toMatch(/^Erased what was sent with 1 commands?\./);
    expect(await seen(stage, idOf(ordered))).toEqual(before);
    const shown = await show();
    expect(shown).toContain(`${idOf(ordered)}  orders.create  succeeded`);
    expect(shown).toMatch(/ {2}input +\{"erased":/);
    expect(await stage.admin('/admin/v1/audit?action=command.erase')).toMatchObject({
      data: [{ actor: { kind: 'administrator', id: 'first-administrator' }, reason: 'she asked' }],
    });
    for (const text of [stage.gateway.program.output, shown]) expect(text).not.toContain(SECRET_NOTE);
  });
});
