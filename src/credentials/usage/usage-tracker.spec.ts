// Guards what is remembered of uses: the last one, soon on disk, and the first one at once.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryClientDirectory } from '../../../adapters/memory/client-directory.js';
import { MemoryCredentialUsages } from '../../../adapters/memory/credential-usages.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import type { Client, Credential } from '../client.js';
import type { CredentialUsage } from '../credential-usage.port.js';
import { UsageTracker } from './usage-tracker.js';

const CREATED = '2026-11-20T11:00:00.000Z';
const [OLD, NEW] = ['aaaaaaaaaaaaaaa1', 'aaaaaaaaaaaaaaa2'] as const;
const SHOP = { clientId: 'web-shop', credentialId: NEW };

/** Last uses on a disk that can be full, or slow. */
class FullDisk extends MemoryCredentialUsages {
  full = false;
  /** Nothing is on disk before this. */
  until: Promise<unknown> = Promise.resolve();
  written: (readonly CredentialUsage[])[] = [];

  override async record(usages: readonly CredentialUsage[]): Promise<void> {
    await this.until;
    if (this.full) throw new Error('the disk is full');
    this.written.push(usages);
    await super.record(usages);
  }
}

class FullDirectory extends MemoryClientDirectory {
  full = false;
  saves = 0;

  override save(...saved: Parameters<MemoryClientDirectory['save']>): Promise<void> {
    this.saves += 1;
    return this.full ? Promise.reject(new Error('the disk is full')) : super.save(...saved);
  }
}

let clock: ManualClock;
let clients: FullDirectory;
let usages: FullDisk;
let seen: Observation[];
let told: unknown[];
let tracker: UsageTracker;
beforeEach(async () => {
  clock = new ManualClock();
  told = [];
  clients = new FullDirectory({
    tell: (entry) => {
      if (entry !== undefined) told.push(entry);
    },
  });
  usages = new FullDisk(clients);
  seen = [];
  await clients.save(shopWith([secret(OLD), secret(NEW)]));
  clients.saves = 0;
  tracker = await open();
});

const open = (): Promise<UsageTracker> =>
  UsageTracker.open({ clients, usages, clock, observe: (observation) => seen.push(observation) });

function secret(id: string): Credential {
  return { kind: 'secret', id, digest: 'd'.repeat(43), createdAt: CREATED };
}

function shopWith(credentials: readonly Credential[]): Client {
  return { id: 'web-shop', kind: 'application', name: 'Web shop', scopes: ['*'], createdAt: CREATED, credentials };
}

/** Lets everything that was begun come to its end; nothing here waits for anything but promises. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const firstUsedAt = (id: string): string | undefined =>
  clients.find('web-shop')?.credentials.find((each) => each.id === id)?.firstUsedAt;

describe('the last use of a credential', () => {
  it('is known at once, and on disk within a minute', async () => {
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    const use = {
      credentialId: NEW,
      lastUsedAt: '2026-11-20T12:00:00.000Z',
      address: '10.0.0.1',
      operation: 'orders.list',
    };
    expect(tracker.lastUse(NEW)).toEqual(use);
    expect(tracker.lastUse(OLD)).toBeUndefined();
    expect(await usages.list()).toEqual([]);
    clock.advance(60_000);
    await settled();
    expect(await usages.list()).toEqual([use]);
  });

  it('is the latest of all: when, from where and for what', async () => {
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    clock.advance(1_000);
    tracker.note(SHOP, '10.0.0.2', 'token');
    expect(tracker.lastUse(NEW)).toMatchObject({
      lastUsedAt: '2026-11-20T12:00:01.000Z',
      address: '10.0.0.2',
      operation: 'token',
    });
  });

  it('is not put back by a clock that was', () => {
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    clock.jump(-3_600_000);
    tracker.note(SHOP, '10.0.0.9', 'orders.get');
    expect(tracker.lastUse(NEW)).toMatchObject({ lastUsedAt: '2026-11-20T12:00:00.000Z', address: '10.0.0.1' });
  });

  it('is written when it changed and not again while it did not', async () => {
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    for (let minute = 0; minute < 3; minute += 1) {
      clock.advance(60_000);
      await settled();
    }
    expect(usages.written).toHaveLength(1);
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    clock.advance(60_000);
    await settled();
    expect(usages.written).toHaveLength(2);
  });

  it('is on disk when the tracker has stopped, and known to the next one', async () => {
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    await tracker.stop();
    expect(await usages.list()).toHaveLength(1);
    expect((await open()).lastUse(NEW)).toEqual(tracker.lastUse(NEW));
    clock.advance(600_000);
    await settled();
    expect(usages.written).toHaveLength(1);
  });

  it('is on disk when the tracker has stopped while it was being written', async () => {
    const slow = Promise.withResolvers<undefined>();
    usages.until = slow.promise;
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    clock.advance(60_000);
    let isOver = false;
    const stopped = tracker.stop().then(() => {
      isOver = true;
    });
    await settled();
    expect(isOver).toBe(false);
    slow.resolve(undefined);
    await stopped;
    expect(await usages.list()).toHaveLength(1);
  });

  it('is forgotten with its credential, in memory and on disk, also when it was not on disk yet', async () => {
    tracker.note({ ...SHOP, credentialId: OLD }, '10.0.0.1', 'orders.list');
    await tracker.flush();
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    await clients.change('web-shop', () => ({ client: shopWith([]) }));
    await tracker.flush();
    expect([tracker.lastUse(OLD), tracker.lastUse(NEW), await usages.list()]).toEqual([undefined, undefined, []]);
    expect(usages.written).toHaveLength(1);
  });

  it('survives a disk that is full for a while, which is told once', async () => {
    usages.full = true;
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    for (let minute = 0; minute < 3; minute += 1) {
      clock.advance(60_000);
      await settled();
    }
    expect(seen).toMatchObject([
      { kind: 'warning', topic: 'credential-usage', text: expect.stringContaining('is full') },
    ]);
    usages.full = false;
    clock.advance(60_000);
    await settled();
    expect(await usages.list()).toHaveLength(1);
  });
});

describe('the first use of a credential', () => {
  it('is saved at once, and only once', async () => {
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    clock.advance(1_000);
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    await settled();
    expect([firstUsedAt(NEW), firstUsedAt(OLD), clients.saves]).toEqual(['2026-11-20T12:00:00.000Z', undefined, 1]);
    const next = await open();
    next.note(SHOP, '10.0.0.1', 'orders.list');
    await settled();
    expect(clients.saves).toBe(1);
  });

  it('starts an overlap that waited for it, which is told', async () => {
    const until = '2026-12-20T12:00:00.000Z';
    const retirement = { since: CREATED, replacedBy: NEW, until, afterFirstUseMs: 3_600_000 };
    await clients.save(shopWith([{ ...secret(OLD), retirement }, secret(NEW)]));
    tracker.note({ ...SHOP, credentialId: OLD }, '10.0.0.1', 'orders.list');
    await settled();
    expect(clients.find('web-shop')?.credentials[0]?.retirement?.until).toBe(until);
    expect(told).toEqual([]);
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    await settled();
    expect(clients.find('web-shop')?.credentials[0]?.retirement?.until).toBe('2026-11-20T13:00:00.000Z');
    expect(told).toMatchObject([
      { action: 'credential.retire', subject: 'client/web-shop', detail: { credential: OLD, firstUseOf: NEW } },
    ]);
  });

  it('does not undo what was decided about the client meanwhile', async () => {
    const revokedAt = '2026-11-20T12:00:00.000Z';
    const revoked = clients.change('web-shop', (client) => client && { client: { ...client, revokedAt } });
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    await revoked;
    await settled();
    expect([clients.find('web-shop')?.revokedAt, firstUsedAt(NEW)]).toEqual([revokedAt, revokedAt]);
  });

  it('is saved as of its moment when the disk was full', async () => {
    clients.full = true;
    tracker.note(SHOP, '10.0.0.1', 'orders.list');
    clock.advance(60_000);
    await settled();
    clients.full = false;
    clock.advance(60_000);
    await settled();
    expect(firstUsedAt(NEW)).toBe('2026-11-20T12:00:00.000Z');
  });

  it('of a client that is gone troubles nobody', async () => {
    tracker.note({ clientId: 'gone', credentialId: 'aaaaaaaaaaaaaaa9' }, '10.0.0.1', 'orders.list');
    await tracker.flush();
    expect(seen).toEqual([]);
  });
});
