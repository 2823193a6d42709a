// What every client directory promises, as cases over an empty store.
import { expect, it } from '@jest/globals';
import { BelongsToAnother } from '../../src/credentials/client-directory.port.js';
import { auditOf, toldOf } from './audit-sample.js';
import { clientOf, FIRST, SECOND } from './client-sample.js';
import type { Within } from './store-fixture.js';

const TOLD = auditOf('client/web-shop', { action: 'client.create' });

/** Looking clients up. */
export function clientLookupCases(within: Within): void {
  it('knows nobody at first', () =>
    within(async ({ clients }) => {
      expect(clients.find('web-shop')).toBeUndefined();
      expect(clients.findByCredential(FIRST)).toBeUndefined();
      expect(clients.findBySubject('https://id.example', 'shop')).toBeUndefined();
      expect(clients.list()).toEqual([]);
    }));

  it('finds a saved client, with all its members, by its id and by its credential', () =>
    within(async ({ clients }) => {
      const client = {
        ...clientOf('web-shop', FIRST, { grants: ['orders.*'], networks: ['10.0.0.0/8'], kind: 'administrator' }),
        ...{ system: 'crm', plan: 'standard', contact: 'shop@example.com', credentialDays: 90 },
      };
      await clients.save(client);
      expect(clients.find('web-shop')).toEqual(client);
      expect(clients.findByCredential(FIRST)).toBe(clients.find('web-shop'));
    }));

  it('does not take the members of every object for clients', () =>
    within(async ({ clients }) => {
      expect(clients.find('__proto__')).toBeUndefined();
      expect(clients.find('constructor')).toBeUndefined();
      expect(clients.findByCredential('toString')).toBeUndefined();
    }));

  it('lists clients in order of id', () =>
    within(async ({ clients }) => {
      await clients.save(clientOf('b', FIRST));
      await clients.save(clientOf('a', SECOND));
      expect(clients.list().map(({ id }) => id)).toEqual(['a', 'b']);
    }));

  it('returns the same frozen object until that client changes, whatever happens to others', () =>
    within(async ({ clients }) => {
      await clients.save(clientOf('web-shop', FIRST));
      const found = clients.find('web-shop');
      await clients.save(clientOf('other', SECOND));
      await clients.save(clientOf('web-shop', FIRST));
      expect(clients.find('web-shop')).toBe(found);
      expect([found, found?.scopes, found?.credentials, found?.credentials[0]].every(Object.isFrozen)).toBe(true);
      await clients.save(clientOf('web-shop', FIRST, { scopes: ['*'] }));
      expect(clients.find('web-shop')).not.toBe(found);
    }));

  it('is not changed by changing what was saved, not even while it is being saved', () =>
    within(async ({ clients }) => {
      const scopes = ['orders.list'];
      const saved = clients.save(clientOf('web-shop', FIRST, { scopes }));
      scopes.push('*');
      await saved;
      scopes.push('customers.*');
      expect(clients.find('web-shop')?.scopes).toEqual(['orders.list']);
    }));
}

/** Saving clients. */
export function clientSaveCases(within: Within): void {
  it('replaces a client, and forgets the credentials it no longer has', () =>
    within(async ({ clients }) => {
      await clients.save(clientOf('web-shop', FIRST));
      await clients.save(clientOf('web-shop', SECOND, { scopes: ['customers.list'] }));
      expect(clients.find('web-shop')?.scopes).toEqual(['customers.list']);
      expect(clients.findByCredential(FIRST)).toBeUndefined();
      expect(clients.list()).toHaveLength(1);
    }));

  it('appends what tells of a change with the change', () =>
    within(async ({ clients, audit }) => {
      await clients.save(clientOf('web-shop', FIRST), TOLD);
      await clients.save(clientOf('web-shop', FIRST, { scopes: [] }));
      expect(await toldOf(audit, TOLD.subject)).toEqual([TOLD]);
    }));

  it('refuses a credential id that belongs to another client, and writes nothing, nor tells of it', () =>
    within(async ({ clients, audit }) => {
      await clients.save(clientOf('web-shop', FIRST));
      const refused = clients.save(clientOf('other', FIRST), TOLD);
      await expect(refused).rejects.toThrow(BelongsToAnother);
      await expect(refused).rejects.toThrow(`The credential ${FIRST} belongs to the client web-shop.`);
      expect(clients.list().map(({ id }) => id)).toEqual(['web-shop']);
      expect(clients.findByCredential(FIRST)?.id).toBe('web-shop');
      expect(await toldOf(audit, TOLD.subject)).toEqual([]);
    }));

  it('keeps every client of many saved at once, and only one of those that want the same credential', () =>
    within(async ({ clients }) => {
      const ids = Array.from({ length: 20 }, (__, index) => `client-${String(index).padStart(2, '0')}`);
      await Promise.all(ids.map((id, index) => clients.save(clientOf(id, index.toString(16).padStart(16, '0')))));
      expect(clients.list().map(({ id }) => id)).toEqual(ids);
      const rivals = await Promise.allSettled(['x', 'y', 'z'].map((id) => clients.save(clientOf(id, FIRST))));
      expect(rivals.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    }));
}
