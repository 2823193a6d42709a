// Guards who is told of the end of a credential, when, and how often.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryClientDirectory } from '../../../adapters/memory/client-directory.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import type { Client } from '../client.js';
import type { Credential } from '../credential.js';
import { withRetirement } from '../rotation/rotation.js';
import { ExpiryWatch } from './expiry-watch.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

class SometimesFull extends MemoryClientDirectory {
  isFull = false;

  override save(...saved: Parameters<MemoryClientDirectory['save']>): Promise<void> {
    return this.isFull ? Promise.reject(new Error('the disk is full')) : super.save(...saved);
  }
}

let clock: ManualClock;
let directory: SometimesFull;
let seen: Observation[];
let usedAt: number | undefined;
let watch: ExpiryWatch;
beforeEach(() => {
  clock = new ManualClock();
  directory = new SometimesFull();
  seen = [];
  usedAt = undefined;
  watch = open();
});

function open(): ExpiryWatch {
  return new ExpiryWatch({
    directory,
    clock,
    observe: (observation) => void seen.push(observation),
    lastUse: (credentialId) => {
      const use = { credentialId, address: '10.0.0.1', operation: 'orders.list' };
      return usedAt === undefined ? undefined : { ...use, lastUsedAt: new Date(usedAt).toISOString() };
    },
  });
}

const iso = (ms: number): string => new Date(clock.now() + ms).toISOString();
const secret = (id: string, more: Partial<Credential> = {}): Credential =>
  ({ id, kind: 'secret', digest: '', createdAt: iso(-400 * DAY), ...more }) as Credential;
const save = (id: string, credentials: readonly Credential[], more: Partial<Client> = {}) => {
  const client = { id, kind: 'application', name: id, scopes: [], createdAt: iso(0), credentials } as const;
  return directory.save({ ...client, ...more });
};
const told = () =>
  seen.flatMap((it) => (it.kind === 'credential-expiring' ? [[it.credentialId, it.daysLeft, it.cause]] : []));

/** Looks every hour until so many hours are over. */
async function wait(hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour += 1) {
    await watch.look();
    clock.advance(HOUR);
  }
  await watch.look();
}

describe('the end of a credential that nothing takes the place of', () => {
  it('is told once each 30, 7 and 1 days before, not an hour sooner, and not when it is there', async () => {
    await save('shop', [secret('a', { expiresAt: iso(31 * DAY) })]);
    await wait(23);
    expect(told()).toEqual([]);
    await wait(1);
    expect(told()).toEqual([['a', 30, 'not-replaced']]);
    await wait(31 * 24);
    expect(told()).toEqual([
      ['a', 30, 'not-replaced'],
      ['a', 7, 'not-replaced'],
      ['a', 1, 'not-replaced'],
    ]);
    expect(seen.find(({ kind }) => kind === 'credential-expiring')).toMatchObject({
      ...{ clientId: 'shop', clientKind: 'application', proof: 'secret', endsAt: '2026-12-21T12:00:00.000Z' },
    });
  });

  it('is told by the nearest threshold alone after a long sleep', async () => {
    await save('shop', [secret('a', { expiresAt: iso(40 * DAY) })]);
    await watch.look();
    clock.advance(36 * DAY);
    await watch.look();
    expect(told()).toEqual([['a', 7, 'not-replaced']]);
  });

  it('is not told again after a restart, or by a clock that was set back', async () => {
    await save('shop', [secret('a', { expiresAt: iso(7 * DAY) })]);
    await watch.look();
    watch = open();
    await watch.look();
    clock.jump(-2 * HOUR);
    await watch.look();
    expect(told()).toEqual([['a', 7, 'not-replaced']]);
    expect(directory.find('shop')?.credentials[0]?.announcedDays).toBe(7);
  });

  it('is told again when the end was moved while it was being told', async () => {
    await save('shop', [secret('a', { expiresAt: iso(7 * DAY) })]);
    const retirement = { since: iso(0), replacedBy: 'gone', until: iso(6 * DAY) };
    const moved = directory.change('shop', (shop) => shop && { client: withRetirement(shop, 'a', retirement) });
    await watch.look();
    await moved;
    expect(directory.find('shop')?.credentials[0]).not.toHaveProperty('announcedDays');
    await watch.look();
    expect(told()).toHaveLength(2);
  });

  it('is no news of a credential that was never to live longer', async () => {
    await save('shop', [secret('a', { createdAt: iso(0), expiresAt: iso(14 * DAY) })]);
    await wait(24);
    expect(told()).toEqual([]);
    await wait(6 * 24);
    expect(told()).toEqual([['a', 7, 'not-replaced']]);
  });

  it('is told again when the end has moved', async () => {
    await save('shop', [secret('a', { expiresAt: iso(7 * DAY) })]);
    await watch.look();
    const retirement = { since: iso(0), replacedBy: 'gone', until: iso(6 * DAY) };
    await directory.change('shop', (shop) => shop && { client: withRetirement(shop, 'a', retirement) });
    await watch.look();
    expect(told()).toHaveLength(2);
  });

  it('is not told of revoked clients and credentials, nor of what is not good yet', async () => {
    const expiresAt = iso(DAY);
    await save('gone', [secret('a', { expiresAt })], { revokedAt: iso(0) });
    await save('shop', [
      secret('b', { expiresAt, revokedAt: iso(0) }),
      secret('c', { expiresAt, startsAt: iso(HOUR) }),
    ]);
    await watch.look();
    expect(told()).toEqual([]);
  });
});

describe('the end of a credential that another one outlives', () => {
  const retirement = (ms: number) => ({ since: iso(0), replacedBy: 'b', until: iso(ms) });

  it('is not worth a word while nobody uses it', async () => {
    usedAt = clock.now() - HOUR;
    await save('shop', [secret('a', { retirement: retirement(7 * DAY) }), secret('b')]);
    await wait(8 * 24);
    expect(told()).toEqual([]);
  });

  it('is told once, when the half of the overlap is over and a day is left, to whoever uses it all the same', async () => {
    await save('shop', [secret('a', { retirement: retirement(7 * DAY) }), secret('b')]);
    usedAt = clock.now() + 6 * DAY - HOUR;
    await wait(6 * 24 - 1);
    expect(told()).toEqual([]);
    await wait(24);
    expect(told()).toEqual([['a', 1, 'still-in-use']]);
  });

  it('is told of when the other one ends sooner, or begins later', async () => {
    await save('shop', [secret('a', { expiresAt: iso(7 * DAY) }), secret('b', { expiresAt: iso(6 * DAY) })]);
    await save('crm', [secret('c', { expiresAt: iso(7 * DAY) }), secret('d', { startsAt: iso(8 * DAY) })]);
    await watch.look();
    expect(told().map(([id]) => id)).toEqual(['c', 'a']);
  });
});

describe('the watch', () => {
  it('says which clients lose their last credential within 30 days, the soonest first', async () => {
    const days = (count: number) => [secret(`k${count}`, { expiresAt: iso(count * DAY) })];
    await save('late', days(31));
    await save('soon', days(2));
    await save('later', days(29));
    await save('double', [...days(3), ...days(60)]);
    await watch.look();
    expect(seen[0]).toEqual({
      kind: 'credentials-standing',
      soonest: [
        { clientId: 'soon', endsAt: (clock.now() + 2 * DAY) / 1000 },
        { clientId: 'later', endsAt: (clock.now() + 29 * DAY) / 1000 },
      ],
    });
  });

  it('speaks although the store fails, says why, and does not repeat itself every hour', async () => {
    await save('shop', [secret('a', { expiresAt: iso(7 * DAY) })]);
    directory.isFull = true;
    await watch.look();
    clock.advance(HOUR);
    await watch.look();
    expect(told()).toHaveLength(1);
    expect(seen).toContainEqual({ kind: 'warning', topic: 'ledger', text: 'expiry watch: the disk is full' });
    directory.isFull = false;
    await watch.look();
    expect(directory.find('shop')?.credentials[0]?.announcedDays).toBe(7);
    expect(told()).toHaveLength(1);
  });

  it('looks when it starts, every hour, and not after it was stopped', async () => {
    const looks = () => seen.filter(({ kind }) => kind === 'credentials-standing').length;
    const settled = () => new Promise((resolve) => setImmediate(resolve));
    watch.start();
    await settled();
    clock.advance(HOUR);
    await settled();
    expect(looks()).toBe(2);
    await watch.stop();
    clock.advance(DAY);
    await settled();
    expect(looks()).toBe(2);
  });
});
