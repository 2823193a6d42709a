// Guards that nobody hands out more than it holds, decides about itself, or locks everybody out; refusals are told.
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Acting } from '../../src/credentials/desk/acting.js';
import { DAY, DeskStage, problemOf } from '../support/credentials/desk-stage.js';

let stage: DeskStage;
beforeEach(async () => {
  stage = await DeskStage.open();
  await stage.seat({ id: 'anna', scopes: ['admin.clients.*'], grants: ['orders.*'] });
  await stage.seat({ id: 'ben', scopes: ['admin.administrators.*'], grants: ['orders.list'] });
  const draft = { name: 'x', scopes: ['customers.get'] };
  await stage.applications.create({ ...draft, id: 'crm' }, stage.as('root'));
});

const iso = (ms: number): string => new Date(stage.clock.now() + ms).toISOString();
const refused = async (work: Promise<unknown>) => {
  const told = (await stage.trail()).length;
  const { code, detail } = await problemOf(work);
  return { code, detail, told: (await stage.trail()).slice(told) };
};

describe('an administrator', () => {
  it.each([['orders.*'], ['orders.list', 'orders.get'], []])(
    'hands out %j when it holds orders.*',
    async (...scopes) => {
      await stage.applications.create({ id: 'shop', name: 'Shop', scopes }, stage.as('anna'));
      expect(stage.client('shop').scopes).toEqual(scopes);
    },
  );

  it('is told what it lacks to hand out the rest, and so is the trail', async () => {
    const draft = { id: 'shop', name: 'Shop', scopes: ['orders.get', 'customers.get', '*'] };
    expect(await refused(stage.applications.create(draft, stage.as('anna', 'new shop')))).toMatchObject({
      code: 'beyond-authority',
      detail: 'You cannot decide this, because you cannot hand out customers.get, *.',
      told: [
        {
          ...{ actor: { kind: 'administrator', id: 'anna' }, action: 'client.create', subject: 'client/shop' },
          ...{ outcome: 'refused', address: '192.0.2.7', reason: 'new shop' },
          detail: { refusal: 'You cannot decide this, because you cannot hand out customers.get, *.' },
        },
      ],
    });
    expect(stage.directory.find('shop')).toBeUndefined();
  });

  it('makes no credential, and gives no more time, for a client that holds more than it may hand out', async () => {
    const [first] = stage.client('crm').credentials;
    const none = { code: 'beyond-authority', told: [{ outcome: 'refused' }] };
    expect(await refused(stage.applications.addCredential('crm', {}, stage.as('anna')))).toMatchObject(none);
    await stage.applications.addCredential('crm', {}, stage.as('root'));
    for (const until of [iso(2 * DAY), null]) {
      const work = stage.applications.moveRetirement('crm', first?.id ?? '', until, stage.as('anna'));
      expect(await refused(work)).toMatchObject(none);
    }
    const widen = stage.applications.change('crm', { networks: ['0.0.0.0/0'] }, stage.as('anna'));
    expect(await refused(widen)).toMatchObject(none);
  });

  it('may take away from a client that holds more: narrow, end sooner, revoke', async () => {
    await stage.applications.change('crm', { scopes: ['customers.*', 'orders.list'] }, stage.as('root'));
    await stage.applications.change('crm', { scopes: ['customers.get', 'orders.list'] }, stage.as('anna'));
    const [first] = stage.client('crm').credentials;
    await stage.applications.addCredential('crm', {}, stage.as('root'));
    await stage.applications.moveRetirement('crm', first?.id ?? '', iso(1), stage.as('anna'));
    await stage.applications.revokeCredential('crm', first?.id ?? '', stage.as('anna'));
    await stage.applications.revoke('crm', stage.as('anna'));
    expect(stage.client('crm').revokedAt).toBeDefined();
  });

  it('makes no administrator who holds more, or may hand out more, than itself', async () => {
    const make = (scopes: readonly string[], grants: readonly string[]) =>
      stage.administrators.create({ id: 'eve', name: 'Eve', scopes, grants }, stage.as('ben'));
    for (const [scopes, grants, lacking] of [
      [['admin.*'], [], 'admin.*'],
      [['admin.clients.read'], ['orders.list'], 'admin.clients.read'],
      [['admin.administrators.read'], ['orders.*', '*'], 'orders.*, *'],
    ] as const) {
      const detail = `You cannot decide this, because you cannot hand out ${lacking}.`;
      expect(await refused(make(scopes, grants))).toMatchObject({ code: 'beyond-authority', detail });
    }
    await make(['admin.administrators.rotate'], ['orders.list']);
    expect(stage.administrators.show('eve').grants).toEqual(['orders.list']);
  });

  it('gets no secret of somebody who holds more', async () => {
    const work = stage.administrators.addCredential('anna', {}, stage.as('ben'));
    expect(await refused(work)).toMatchObject({ code: 'beyond-authority', told: [{ action: 'credential.issue' }] });
  });

  it('uses no more than its token was narrowed to', async () => {
    const root = stage.as('root');
    const narrowed: Acting = { ...root, administrator: { ...root.administrator, scopes: ['admin.clients.*'] } };
    const draft = { id: 'eve', name: 'Eve', scopes: ['admin.audit.read'] };
    expect(await refused(stage.administrators.create(draft, narrowed))).toMatchObject({ code: 'beyond-authority' });
    expect(await refused(stage.administrators.addCredential('root', {}, narrowed))).toMatchObject({
      code: 'beyond-authority',
    });
  });

  it('uses no more than it holds when its turn comes', async () => {
    const acting = stage.as('anna');
    const [, work] = [
      stage.administrators.change('anna', { grants: [] }, stage.as('root')),
      refused(stage.applications.create({ id: 'shop', name: 'Shop', scopes: ['orders.list'] }, acting)),
    ];
    expect(await work).toMatchObject({ code: 'beyond-authority' });
    const ben = stage.as('ben');
    await stage.administrators.change('ben', { scopes: ['admin.administrators.write'] }, stage.as('root'));
    const draft = { id: 'eve', name: 'Eve', scopes: ['admin.administrators.read'] };
    expect(await refused(stage.administrators.create(draft, ben))).toMatchObject({ code: 'beyond-authority' });
    await stage.administrators.revoke('anna', stage.as('root'));
    expect(await refused(stage.applications.revoke('crm', acting))).toMatchObject({
      ...{ code: 'beyond-authority', detail: 'The administrator anna is not one any more.' },
    });
  });
});

describe('an administrator, of itself,', () => {
  it.each([
    ['its scopes', { scopes: ['admin.administrators.*', 'admin.clients.read'] }],
    ['its grants', { grants: [] }],
    ['its networks', { networks: null }],
    ['its policy', { credentialDays: null, name: 'Ben' }],
  ])('does not change %s', async (_, patch) => {
    await stage.administrators.change('ben', { networks: ['10.0.0.0/8'], credentialDays: 30 }, stage.as('root'));
    expect(await refused(stage.administrators.change('ben', patch, stage.as('ben')))).toMatchObject({
      ...{ code: 'beyond-authority', told: [{ action: 'administrator.change', outcome: 'refused' }] },
    });
  });

  it('changes name and contact', async () => {
    const patch = { name: 'Ben', contact: 'ben@example.com' };
    expect(await stage.administrators.change('ben', patch, stage.as('ben'))).toMatchObject(patch);
  });

  it('revokes neither itself nor its last credential', async () => {
    expect(await refused(stage.administrators.revoke('ben', stage.as('ben')))).toMatchObject({
      ...{ code: 'beyond-authority', told: [{ action: 'administrator.revoke', subject: 'administrator/ben' }] },
    });
    const [only] = stage.client('ben').credentials;
    const revoke = () => stage.administrators.revokeCredential('ben', only?.id ?? '', stage.as('ben'));
    expect(await refused(revoke())).toMatchObject({ code: 'beyond-authority' });
    await stage.administrators.addCredential('ben', {}, stage.as('ben'));
    expect((await revoke()).credentials.map(({ state }) => state)).toEqual(['revoked', 'active']);
  });

  it('makes no credential that outlives what somebody allowed it', async () => {
    const credential = { expiresAt: iso(7 * DAY) };
    const draft = { id: 'guest', name: 'Guest', scopes: ['admin.administrators.rotate'], credential };
    await stage.administrators.create(draft, stage.as('root'));
    const made = await stage.administrators.addCredential('guest', {}, stage.as('guest'));
    expect(made.credential.expiresAt).toBe(credential.expiresAt);
  });
});

describe('the last administrator of administrators', () => {
  beforeEach(async () => {
    await stage.administrators.revoke('ben', stage.as('root'));
    await stage.seat({ id: 'carl', scopes: ['admin.administrators.revoke', 'admin.administrators.write'] });
  });
  const locksOut = (from: string) => ({
    code: 'conflict',
    detail: expect.stringMatching(`^From ${from} on nobody could administer this gateway any more`),
    told: [{ outcome: 'refused' }],
  });

  it('is not revoked, nor narrowed, nor robbed of its last credential', async () => {
    const [only] = stage.client('root').credentials;
    for (const work of [
      () => stage.administrators.revoke('root', stage.as('carl')),
      () => stage.administrators.change('root', { scopes: ['admin.clients.*'] }, stage.as('carl')),
      () => stage.administrators.revokeCredential('root', only?.id ?? '', stage.as('carl')),
    ]) {
      expect(await refused(work())).toMatchObject(locksOut('now'));
    }
  });

  it('does not let its last credential end by itself', async () => {
    const expiresAt = iso(90 * DAY);
    const rotate = (wanted: object) => stage.administrators.addCredential('root', wanted, stage.as('root'));
    expect(await refused(rotate({ expiresAt, overlap: '24h' }))).toMatchObject(locksOut(expiresAt));
    const made = await rotate({ overlap: '0s' });
    expect(made.client.credentials.map(({ state }) => state)).toEqual(['expired', 'active']);
  });

  it('is not the last one while there is another, and two do not revoke each other', async () => {
    await stage.seat({ id: 'dora', scopes: ['admin.*'], grants: ['*'] });
    const outcomes = await Promise.allSettled([
      stage.administrators.revoke('root', stage.as('dora')),
      stage.administrators.revoke('dora', stage.as('root')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(stage.client('dora').revokedAt).toBeUndefined();
  });

  it('is not one whose networks may hold nobody, unless it is the one who acts', async () => {
    await stage.seat({ id: 'far', scopes: ['admin.*'], networks: ['10.0.0.0/8'] });
    await stage.seat({ id: 'near', scopes: ['admin.*'], networks: ['192.0.2.0/24'] });
    for (const patch of [{ networks: ['10.0.0.0/8'] }, { scopes: [] }]) {
      const work = stage.administrators.change('root', patch, stage.as('carl'));
      expect(await refused(work)).toMatchObject({ code: expect.stringMatching(/beyond-authority|conflict/) });
    }
    expect(await refused(stage.administrators.revoke('root', stage.as('carl')))).toMatchObject(locksOut('now'));
    await stage.administrators.revoke('root', stage.as('near'));
    // To carl nobody is sure to come in; that is no reason to let go of who might.
    await stage.administrators.revoke('far', stage.as('carl'));
    expect(await refused(stage.administrators.revoke('near', stage.as('carl')))).toMatchObject(locksOut('now'));
  });

  it('is told when a first use could end an overlap too soon', async () => {
    await stage.seat({ id: 'dora', scopes: ['admin.*'], credentials: [] });
    const dora = { overlapFrom: 'first-use', overlap: '1h', startsAt: iso(2 * DAY) } as const;
    await stage.administrators.addCredential('dora', dora, stage.as('root'));
    expect(await refused(stage.administrators.revoke('root', stage.as('carl')))).toMatchObject(locksOut('now'));
  });
});

describe('a store that fails', () => {
  it('lets nothing happen and shows no secret', async () => {
    stage.directory.save = () => Promise.reject(new Error('the disk is full'));
    const work = stage.applications.create({ id: 'shop', name: 'Shop', scopes: [] }, stage.as('root'));
    expect(await refused(work)).toMatchObject({ code: 'ledger-unavailable', told: [] });
    expect(stage.directory.find('shop')).toBeUndefined();
  });
});
