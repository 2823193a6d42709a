// Guards what administrators can do with clients and their credentials, and what the trail tells of it.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { proveSecret } from '../../src/credentials/prove-secret.js';
import { parseSecret } from '../../src/credentials/secret.js';
import { DAY, DeskStage, HOUR, problemOf } from '../support/credentials/desk-stage.js';

let stage: DeskStage;
beforeEach(async () => {
  stage = await DeskStage.open();
});

const SHOP = { id: 'web-shop', name: 'Web shop', scopes: ['orders.*'] };
const iso = (ms: number): string => new Date(stage.clock.now() + ms).toISOString();

/** The secret proves the client. */
function proves(secret: string | undefined): string | undefined {
  const parsed = parseSecret(secret ?? '');
  return parsed && proveSecret(stage.pepper, parsed, stage.client('web-shop'))?.id;
}

describe('a new client', () => {
  it('has a secret that is shown once and never again, nor its digest', async () => {
    const made = await stage.applications.create(SHOP, stage.as('root'));
    expect(proves(made.secret)).toBe(made.credential.id);
    expect(made.credential).toMatchObject({ kind: 'secret', state: 'active' });
    const digest = stage.client('web-shop').credentials.map((each) => ('digest' in each ? each.digest : ''))[0] ?? '';
    expect(digest).toHaveLength(43);
    const shown = JSON.stringify([made.client, stage.applications.show('web-shop'), await stage.trail()]);
    expect(shown).not.toContain(digest);
    expect(shown).not.toContain(made.secret);
  });

  it('is all that was asked for', async () => {
    const draft = {
      ...{ ...SHOP, contact: ' shop@example.com ', system: 'webshop', plan: 'bulk', credentialDays: 90 },
      networks: ['10.0.0.0/8', '2001:db8::1'],
    };
    const { client, credential } = await stage.applications.create(draft, stage.as('root'));
    expect(client).toMatchObject({ ...draft, contact: 'shop@example.com', kind: 'application', createdAt: iso(0) });
    expect(credential).toMatchObject({ expiresAt: iso(90 * DAY), endsAt: iso(90 * DAY) });
    expect(stage.applications.show('web-shop')).toEqual(client);
  });

  it('leaves an entry with who, from where, why and what, in the same commit', async () => {
    const made = await stage.applications.create(SHOP, stage.as('root', 'new shop'));
    expect(await stage.trail()).toEqual([
      {
        at: iso(0),
        actor: { kind: 'administrator', id: 'root' },
        ...{ action: 'client.create', subject: 'client/web-shop', outcome: 'done' },
        ...{ address: '192.0.2.7', correlationId: 'c-1', reason: 'new shop' },
        detail: {
          ...{ credential: made.credential.id, kind: 'secret', createdAt: iso(0), scopes: 'orders.*' },
          actedWith: stage.client('root').credentials[0]?.id,
        },
      },
    ]);
  });

  it('is not seen at the desk of administrators, nor they at its', async () => {
    await stage.applications.create(SHOP, stage.as('root'));
    expect(stage.applications.list({ limit: 10 }).map(({ id }) => id)).toEqual(['web-shop']);
    expect(stage.administrators.list({ limit: 10 }).map(({ id }) => id)).toEqual(['root']);
    expect(() => stage.administrators.show('web-shop')).toThrow('not-found');
    expect((await problemOf(stage.applications.revoke('root', stage.as('root')))).code).toBe('not-found');
  });

  it('does not take the place of another one, of whichever kind', async () => {
    await stage.applications.create(SHOP, stage.as('root'));
    for (const id of ['web-shop', 'root']) {
      expect(await problemOf(stage.applications.create({ ...SHOP, id }, stage.as('root')))).toMatchObject({
        ...{ code: 'conflict', detail: `The id ${id} is taken.` },
      });
    }
  });
});

describe('a list of clients', () => {
  it('is in order, in pages, of one system, with or without revoked ones', async () => {
    for (const [id, system] of [
      ['a', 'crm'],
      ['b', 'webshop'],
      ['c', 'crm'],
    ] as const) {
      await stage.applications.create({ ...SHOP, id, system }, stage.as('root'));
    }
    await stage.applications.revoke('c', stage.as('root'));
    const ids = (filter: object): readonly string[] =>
      stage.applications.list({ limit: 10, ...filter }).map(({ id }) => id);
    expect([ids({}), ids({ limit: 2 }), ids({ after: 'a' })]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b'],
      ['b', 'c'],
    ]);
    expect([ids({ system: 'crm' }), ids({ revoked: false }), ids({ revoked: true })]).toEqual([
      ['a', 'c'],
      ['a', 'b'],
      ['c'],
    ]);
  });
});

describe('a change', () => {
  beforeEach(async () => {
    await stage.applications.create({ ...SHOP, contact: 'anna', networks: ['10.0.0.0/8'] }, stage.as('root'));
  });

  it('touches what is named and takes away what is null', async () => {
    const patch = { scopes: ['customers.get', 'orders.list'], networks: null, plan: 'standard' };
    const after = await stage.applications.change('web-shop', patch, stage.as('root'));
    expect(after).toMatchObject({ name: 'Web shop', contact: 'anna', scopes: patch.scopes, plan: 'standard' });
    expect(after).not.toHaveProperty('networks');
    expect((await stage.trail()).at(-1)).toMatchObject({
      action: 'client.change',
      detail: { changed: 'networks plan scopes', gained: 'customers.get', lost: 'orders.*' },
    });
  });

  it('of an administrator tells what it gained, also where it may hand out everything', async () => {
    const held = { scopes: ['admin.clients.*'], grants: ['*'] };
    await stage.administrators.create({ id: 'anna', name: 'Anna', ...held }, stage.as('root'));
    const told = async (patch: object): Promise<unknown> => {
      await stage.administrators.change('anna', patch, stage.as('root'));
      return (await stage.trail()).at(-1)?.detail;
    };
    expect(await told({ scopes: ['admin.clients.read', 'admin.audit.read'] })).toMatchObject({
      ...{ changed: 'scopes', gained: 'admin.audit.read', lost: 'admin.clients.*' },
    });
    expect(await told({ grants: ['orders.*'] })).toMatchObject({ changed: 'grants', lost: '*' });
    expect(await told({ grants: ['*'] })).toMatchObject({ changed: 'grants', gained: '*' });
  });

  it('of nothing is no change and leaves no entry', async () => {
    const before = (await stage.trail()).length;
    await stage.applications.change('web-shop', { name: 'Web shop', scopes: ['orders.*'] }, stage.as('root'));
    expect(await stage.trail()).toHaveLength(before);
  });

  it('does not undo another one of the same moment', async () => {
    await Promise.all([
      stage.applications.change('web-shop', { name: 'Shop' }, stage.as('root')),
      stage.applications.change('web-shop', { plan: 'bulk' }, stage.as('root')),
      stage.applications.addCredential('web-shop', {}, stage.as('root')),
      stage.applications.change('web-shop', { contact: null }, stage.as('root')),
    ]);
    const after = stage.applications.show('web-shop');
    expect(after).toMatchObject({ name: 'Shop', plan: 'bulk', credentials: [{}, {}] });
    expect(after).not.toHaveProperty('contact');
  });
});

describe('a rotation', () => {
  let first: string;
  beforeEach(async () => {
    first = (await stage.applications.create(SHOP, stage.as('root'))).credential.id;
  });
  const rotate = (wanted: object) => stage.applications.addCredential('web-shop', wanted, stage.as('root'));
  const states = () => stage.applications.show('web-shop').credentials.map(({ state }) => state);

  it('keeps the old secret for the overlap, a day unless told otherwise', async () => {
    const made = await rotate({});
    expect(states()).toEqual(['retiring', 'active']);
    stage.clock.advance(DAY - 1);
    expect(states()).toEqual(['retiring', 'active']);
    stage.clock.advance(1);
    expect(states()).toEqual(['expired', 'active']);
    expect((await stage.trail()).at(-1)).toMatchObject({
      action: 'credential.issue',
      detail: { credential: made.credential.id, retires: first, overlapMs: DAY, overlapFrom: 'now' },
    });
  });

  it.each(['0s', '1h', '24h', '7d', '90m', '30d'])('takes an overlap of %s', async (overlap) => {
    const { client } = await rotate({ overlap });
    const hours = { '0s': 0, '1h': 1, '24h': 24, '7d': 168, '90m': 1.5, '30d': 720 }[overlap] ?? -1;
    expect(client.credentials[0]?.endsAt).toBe(iso(hours * HOUR));
  });

  it('a third time in a row is a conflict that says which one is to go', async () => {
    const second = await rotate({});
    const problem = await problemOf(rotate({}));
    expect(problem.code).toBe('conflict');
    expect(problem.detail).toContain(`${first} and ${second.credential.id}`);
    expect(problem.detail).toContain(`the one to go is ${first}`);
    await stage.applications.revokeCredential('web-shop', first, stage.as('root'));
    await rotate({});
    expect(states()).toEqual(['revoked', 'retiring', 'active']);
  });

  it('may begin later; the old one stays good until the new one is', async () => {
    await rotate({ overlap: '0s', startsAt: iso(DAY) });
    expect(states()).toEqual(['retiring', 'pending']);
    stage.clock.advance(DAY);
    expect(states()).toEqual(['expired', 'active']);
  });

  it('can be given more time, less, or be called off', async () => {
    await rotate({ overlap: '24h' });
    const move = async (until: string | null) => {
      const { credentials } = await stage.applications.moveRetirement('web-shop', first, until, stage.as('root'));
      return credentials[0]?.endsAt;
    };
    expect(await move(iso(3 * DAY))).toBe(iso(3 * DAY));
    expect(await move(iso(HOUR))).toBe(iso(HOUR));
    expect(await move(null)).toBeUndefined();
    expect(states()).toEqual(['active', 'active']);
    expect((await stage.trail()).slice(-3)).toMatchObject([
      { action: 'credential.retire', detail: { credential: first, until: iso(3 * DAY) } },
      { action: 'credential.retire', detail: { credential: first, until: iso(HOUR) } },
      { action: 'credential.retire', detail: { credential: first, until: 'called off' } },
    ]);
    expect(await move(iso(2 * DAY))).toBe(iso(2 * DAY));
    expect(states()).toEqual(['retiring', 'active']);
  });

  it('is never given more time than the longest overlap, counted from its beginning', async () => {
    await rotate({ overlap: '24h' });
    const latest = iso(30 * DAY);
    stage.clock.advance(HOUR);
    const problem = await problemOf(
      stage.applications.moveRetirement('web-shop', first, iso(30 * DAY), stage.as('root')),
    );
    expect(problem.errors).toEqual([
      { pointer: '/until', detail: `Expected a moment from now on and not after ${latest}.` },
    ]);
    const moved = await stage.applications.moveRetirement('web-shop', first, latest, stage.as('root'));
    expect(moved.credentials[0]?.endsAt).toBe(latest);
  });

  it('does not bring back what is over', async () => {
    await rotate({ overlap: '0s' });
    const problem = await problemOf(stage.applications.moveRetirement('web-shop', first, null, stage.as('root')));
    expect(problem).toMatchObject({ code: 'conflict', detail: expect.stringContaining('is expired and stays so') });
  });

  it('does not revive a third one when the clock is set back', async () => {
    await rotate({ overlap: '1h' });
    stage.clock.advance(HOUR);
    await rotate({ overlap: '24h' });
    expect(states()).toEqual(['expired', 'retiring', 'active']);
    stage.clock.jump(-2 * HOUR);
    expect(states()).toEqual(['expired', 'retiring', 'active']);
  });

  it('leaves a credential nothing takes the place of', async () => {
    const work = stage.applications.moveRetirement('web-shop', first, iso(HOUR), stage.as('root'));
    expect(await problemOf(work)).toMatchObject({ code: 'conflict', detail: expect.stringContaining('Nothing would') });
  });

  it('shows when, from where and by which operation each was last used', async () => {
    const lastUsedAt = iso(0);
    stage.uses.set(first, { credentialId: first, lastUsedAt, address: '10.0.0.1', operation: 'orders.list' });
    expect((await rotate({})).client.credentials).toMatchObject([
      { id: first, lastUse: { lastUsedAt, address: '10.0.0.1', operation: 'orders.list' } },
      {},
    ]);
  });
});

describe('what is about to end', () => {
  it('is shown with whom to ask, the first to end first, and nothing that is over', async () => {
    const draft = { ...SHOP, contact: 'anna' };
    const make = (id: string, days: number) =>
      stage.applications.create({ ...draft, id, credential: { expiresAt: iso(days * DAY) } }, stage.as('root'));
    for (const [id, days] of [
      ['late', 40],
      ['soon', 3],
      ['later', 20],
    ] as const) {
      await make(id, days);
    }
    await make('gone', 1);
    await stage.applications.revoke('gone', stage.as('root'));
    const ending = stage.applications.expiring(30 * DAY);
    expect(ending.map(({ clientId, contact }) => [clientId, contact])).toEqual([
      ['soon', 'anna'],
      ['later', 'anna'],
    ]);
    stage.clock.advance(3 * DAY);
    expect(stage.applications.expiring(30 * DAY).map(({ clientId }) => clientId)).toEqual(['later']);
  });
});

describe('a revoked client', () => {
  it('is revoked with all its credentials, for good, and once', async () => {
    await stage.applications.create(SHOP, stage.as('root'));
    const revoked = await stage.applications.revoke('web-shop', stage.as('root', 'shop closed'));
    expect(revoked).toMatchObject({ revokedAt: iso(0), credentials: [{ state: 'revoked' }] });
    const told = (await stage.trail()).length;
    await stage.applications.revoke('web-shop', stage.as('root'));
    expect(await stage.trail()).toHaveLength(told);
    for (const work of [
      stage.applications.change('web-shop', { name: 'x' }, stage.as('root')),
      stage.applications.addCredential('web-shop', {}, stage.as('root')),
    ]) {
      expect((await problemOf(work)).code).toBe('conflict');
    }
  });
});
