// Operators over the administration listener: batches, reviews, the calendar, erasure and the audit trail. Every decision
// is made by a person with a reason, by one of two at once, and leaves a trail.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BATCH, OTHER_TOKEN, startSmallAdmin, TOKEN } from '../support/write/small-admin.js';
import type { SmallAdmin } from '../support/write/small-admin.js';
import { CHANNEL } from '../support/write/small-writes.js';

let admin: SmallAdmin;
beforeEach(async () => {
  admin = await startSmallAdmin();
});
afterEach(async () => admin[Symbol.asyncDispose]());

interface Told {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
}

async function ask(path: string, body?: unknown, token = TOKEN): Promise<Told> {
  const response = await fetch(`${admin.url}/admin/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as Told['json'] };
}

const places = ({ json }: Told): readonly string[] =>
  (json['errors'] as { pointer?: string; parameter?: string }[]).map((each) => each.parameter ?? each.pointer ?? '');
const anna = { reason: 'phoned the ERP team' };
const ben = { reason: 'me too' };

/** What the trail says of an action, oldest first. */
async function trail(action: string): Promise<readonly (readonly [string, string])[]> {
  const { json } = await ask(`/audit?action=${action}`);
  return (json['data'] as { actor: { id: string }; outcome: string }[])
    .map((each) => [each.actor.id, each.outcome] as const)
    .reverse();
}

describe('every address', () => {
  it.each(['/batches', `/batches/${BATCH}`, '/reviews', '/calendar', '/protection', '/audit'])(
    '%s is closed without the token',
    async (path) => {
      expect((await ask(path, undefined, 'wrong')).status).toBe(401);
    },
  );

  it.each([
    `/batches/${BATCH}/resend`,
    '/reviews/x/close',
    '/calendar/open',
    '/calendar/close',
    '/commands/erase',
    '/protection/breakers/replica/hold',
    '/protection/breakers/replica/release',
    '/protection/cache/drop',
  ])('%s decides nothing without the token, nor without a reason', async (path) => {
    expect((await ask(path, anna, '')).status).toBe(401);
    const refused = await ask(path, { reason: '', by: 'ben' });
    expect([refused.status, places(refused)]).toEqual([400, expect.arrayContaining(['/by', '/reason'])]);
  });
});

describe('a parked batch', () => {
  it('is listed with why, and shown with its members but never with what is in the file', async () => {
    const id = await admin.parkBatch();
    const { json } = await ask('/batches?state=parked');
    expect(json).toMatchObject({ data: [{ id: BATCH, parkedReason: 'no proof' }], page: { next: null } });
    const shown = await ask(`/batches/${BATCH}`);
    expect(shown.json).toMatchObject({ members: [{ commandId: id, line: 1, state: 'parked' }], size: 12 });
    expect(JSON.stringify([json, shown.json])).not.toMatch(/secret|SO-1/);
  });

  it.each([
    ['resend', 'sealed'],
    ['look', 'unknown'],
    ['arrived', 'delivered'],
  ])('is decided by %s', async (decision, state) => {
    await admin.parkBatch();
    expect(await ask(`/batches/${BATCH}/${decision}`, anna)).toMatchObject({ status: 200, json: { state } });
    expect(await trail('batch.resolve')).toEqual([['anna', 'done']]);
  });

  it('is decided by one of two people at once; the other gets 409', async () => {
    await admin.parkBatch();
    const both = await Promise.all([
      ask(`/batches/${BATCH}/resend`, anna),
      ask(`/batches/${BATCH}/arrived`, ben, OTHER_TOKEN),
    ]);
    expect(both.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 409]);
    expect((await trail('batch.resolve')).filter(([, outcome]) => outcome === 'done')).toHaveLength(1);
  });

  it('that is not there is 404', async () => {
    expect((await ask(`/batches/${BATCH}`)).status).toBe(404);
  });

  it('is asked for with the parameters there are', async () => {
    const refused = await ask('/batches?state=lost&limit=0&command=x');
    expect([refused.status, [...places(refused)].sort()]).toEqual([400, ['command', 'limit', 'state']]);
  });
});

describe('a review item', () => {
  beforeEach(async () => {
    const item = {
      kind: 'unreadable',
      queue: 'inbox/a',
      fileName: 'A.ACK',
      line: 3,
      detail: 'no result',
      foundAt: admin.door.journal.instant(),
    } as const;
    await admin.reviews.put([{ id: 'r1', ...item }]);
  });

  it('is closed by one of two people at once; the other gets 409, and both are in the trail', async () => {
    expect((await ask('/reviews')).json).toMatchObject({ data: [{ id: 'r1', detail: 'no result' }] });
    const both = await Promise.all([ask('/reviews/r1/close', anna), ask('/reviews/r1/close', ben, OTHER_TOKEN)]);
    expect(both.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 409]);
    expect((await ask('/reviews')).json).toEqual({ data: [] });
    expect((await ask('/reviews?all=true')).json).toMatchObject({ data: [{ closed: { by: 'anna' } }] });
    expect(await trail('review.close')).toEqual([
      ['anna', 'done'],
      ['ben', 'refused'],
    ]);
  });
});

describe('the calendar', () => {
  it('shows that the channel is closed, and until when', async () => {
    expect((await ask('/calendar')).json).toMatchObject({
      channels: [{ channel: CHANNEL, closed: { window: 'batch', until: '2026-11-20T14:00:00.000Z' } }],
    });
  });

  it.each([
    ['for a while', '30m', '2026-11-20T12:30:00.000Z'],
    ['until a time with its zone', '2026-11-20T13:45:00+01:00', '2026-11-20T12:45:00.000Z'],
  ])('is opened %s', async (_name, until, end) => {
    const opened = await ask('/calendar/open', { ...anna, until, channel: CHANNEL });
    expect(opened).toMatchObject({ status: 200, json: { overrides: [{ until: end }], channels: [{ closed: null }] } });
    expect((await ask('/calendar/close', { ...ben, channel: CHANNEL }, OTHER_TOKEN)).status).toBe(200);
    expect((await ask('/calendar/close', { ...ben, channel: CHANNEL }, OTHER_TOKEN)).status).toBe(409);
    expect(await trail('calendar.override')).toEqual([
      ['anna', 'done'],
      ['ben', 'done'],
    ]);
  });

  it.each(['soon', '2026-11-20T13:45:00', '30', '-5m', ''])('is not opened until %j', async (until) => {
    const refused = await ask('/calendar/open', { reason: ' ', until });
    expect([refused.status, [...places(refused)].sort()]).toEqual([400, ['/reason', '/until']]);
    expect(admin.hours.overrides(admin.door.clock.now())).toEqual([]);
  });
});

describe('erasure', () => {
  const settled = async (key: string, customerId: string): Promise<string> => {
    const { found } = await admin.door.path.accept(admin.door.request(key, customerId));
    await admin.door.path.cancel('shop', found.command.id);
    return found.command.id;
  };
  const inputOf = async (id: string): Promise<unknown> => (await admin.door.ledger.find(id))?.command.input;

  it('counts first, erases then, and leaves the outcome', async () => {
    const [id, other] = [await settled('a', 'C1'), await settled('b', 'C2')];
    await admin.door.path.accept(admin.door.request('c', 'C1'));
    const order = { ...anna, order: 'customers/C1' };
    expect((await ask('/commands/erase', { ...order, dryRun: true })).json).toEqual({
      dryRun: true,
      erased: 1,
      unsettled: 1,
    });
    expect(JSON.stringify(await inputOf(id))).toContain('C1');
    expect((await ask('/commands/erase', order)).json).toEqual({ dryRun: false, erased: 1, unsettled: 1 });
    expect(JSON.stringify(await inputOf(id))).not.toContain('C1');
    expect((await admin.door.ledger.find(id))?.command.state).toBe('cancelled');
    expect(JSON.stringify(await inputOf(other))).toContain('C2');
    expect(await trail('command.erase')).toEqual([['anna', 'done']]);
  });

  it('finds a value anywhere in what was sent, and never writes it into the trail', async () => {
    const id = await settled('a', 'SECRET-1');
    await settled('b', 'C2');
    const field = { ...anna, field: 'customerId', value: 'SECRET-1' };
    expect((await ask('/commands/erase', { ...field, dryRun: true })).json).toMatchObject({ erased: 1 });
    expect((await ask('/commands/erase', field)).json).toMatchObject({ erased: 1 });
    expect(JSON.stringify(await inputOf(id))).not.toContain('SECRET-1');
    expect(JSON.stringify((await ask('/audit?action=command.erase')).json)).not.toContain('SECRET-1');
  });

  it.each([
    ['nothing', {}],
    ['two things', { order: 'a', ids: ['01JD5Y6Q7R8S9T0V1W2X3Y4Z5A'] }],
    ['a field without a value', { field: 'customerId' }],
    ['a value without a field', { order: 'a', value: 'x' }],
  ])('of %s is refused', async (_name, subject) => {
    expect((await ask('/commands/erase', { ...anna, ...subject })).status).toBe(400);
  });
});

describe('a decision about a command', () => {
  it('is refused with every fault of the body at once', async () => {
    const refused = await ask(`/commands/${BATCH}/resolve`, {
      reason: '',
      outcome: 'lost',
      refusal: { reason: 'A b', text: '' },
    });
    expect([...places(refused)].sort()).toEqual(['/outcome', '/reason', '/refusal/reason', '/refusal/text']);
  });

  it('that comes too late is in the trail as refused', async () => {
    const { found } = await admin.door.path.accept(admin.door.request('k', 'C1'));
    const { id } = found.command;
    const both = [await ask(`/commands/${id}/cancel`, anna), await ask(`/commands/${id}/cancel`, ben, OTHER_TOKEN)];
    expect(both.map(({ status }) => status)).toEqual([200, 409]);
    expect(await trail('command.cancel')).toEqual([
      ['anna', 'done'],
      ['ben', 'refused'],
    ]);
  });
});

describe('the audit trail', () => {
  it('is read page by page, newest first, and by subject', async () => {
    for (const key of ['a', 'b', 'c']) await admin.door.path.accept(admin.door.request(key, 'C1'));
    const first = (await ask('/audit?limit=2')).json as {
      data: { place: number; subject: string }[];
      page: { next: number };
    };
    expect(first.data.map(({ place }) => place)).toEqual([3, 2]);
    const rest = (await ask(`/audit?limit=2&after=${first.page.next}`)).json;
    expect(rest).toMatchObject({ data: [{ place: 1 }], page: { next: null } });
    const subject = encodeURIComponent(first.data[0]?.subject ?? '');
    expect((await ask(`/audit?subject=${subject}`)).json['data']).toHaveLength(1);
  });
});
