// What every store of last uses promises, as cases over an empty one.
import { expect, it } from '@jest/globals';
import type { CredentialUsage } from '../../src/credentials/credential-usage.port.js';
import { clientOf, FIRST, SECOND } from './client-sample.js';
import type { OpenStore, Within } from './store-fixture.js';

function used(credentialId: string, second: number, operation = 'orders.list'): CredentialUsage {
  const lastUsedAt = new Date(Date.UTC(2026, 10, 20, 12, 0, second)).toISOString();
  return { credentialId, lastUsedAt, address: '10.0.0.1', operation };
}

/** Keeping the last use of credentials. */
export function usageCases(within: Within): void {
  /** With two clients, each with a credential. */
  const withinTwo = (run: (store: OpenStore) => Promise<unknown>): Promise<void> =>
    within(async (store) => {
      await store.clients.save(clientOf('web-shop', FIRST));
      await store.clients.save(clientOf('crm', SECOND));
      await run(store);
    });

  it('knows of no use at first, and lists what was recorded in order of credential', () =>
    withinTwo(async ({ usages }) => {
      expect(await usages.list()).toEqual([]);
      await usages.record([used(SECOND, 1), used(FIRST, 2)]);
      expect(await usages.list()).toEqual([used(FIRST, 2), used(SECOND, 1)]);
    }));

  it('keeps a use only when it is later than the one it knows, within one call too', () =>
    withinTwo(async ({ usages }) => {
      await usages.record([used(FIRST, 5, 'token')]);
      await usages.record([used(FIRST, 4), used(FIRST, 5)]);
      expect(await usages.list()).toEqual([used(FIRST, 5, 'token')]);
      await usages.record([used(FIRST, 8, 'orders.get'), used(FIRST, 7)]);
      expect(await usages.list()).toEqual([used(FIRST, 8, 'orders.get')]);
    }));

  it('compares moments, however they are written', () =>
    withinTwo(async ({ usages }) => {
      await usages.record([{ ...used(FIRST, 0), lastUsedAt: '2026-11-20T12:00:00Z' }]);
      await usages.record([{ ...used(FIRST, 0), lastUsedAt: '2026-11-20T12:30:00+01:00' }]);
      await usages.record([{ ...used(FIRST, 0), lastUsedAt: '2026-11-20T12:00:00.001Z' }]);
      expect((await usages.list()).map(({ lastUsedAt }) => lastUsedAt)).toEqual(['2026-11-20T12:00:00.001Z']);
    }));

  it('forgets a use together with its credential, and that alone, and does not take it back', () =>
    withinTwo(async ({ usages, clients }) => {
      await usages.record([used(FIRST, 1), used(SECOND, 1)]);
      await clients.save(clientOf('web-shop', FIRST, { name: 'Renamed' }));
      expect(await usages.list()).toHaveLength(2);
      await clients.save(clientOf('web-shop', FIRST, { credentials: [] }));
      expect(await usages.list()).toEqual([used(SECOND, 1)]);
      await usages.record([used(FIRST, 2)]);
      expect(await usages.list()).toEqual([used(SECOND, 1)]);
    }));
}
