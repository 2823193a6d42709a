// What every client directory promises about subjects of issuers and about changes that depend on what is there.
import { expect, it } from '@jest/globals';
import { BelongsToAnother } from '../../src/credentials/client-directory.port.js';
import { auditOf, toldOf } from './audit-sample.js';
import { clientOf, FIRST, issuedBy, SECOND } from './client-sample.js';
import type { Within } from './store-fixture.js';

const ISSUER = 'https://id.example';

/** Clients that tokens of others stand for. */
export function clientSubjectCases(within: Within): void {
  it('finds a client by issuer and subject, both of them exactly', () =>
    within(async ({ clients }) => {
      await clients.save(clientOf('web-shop', FIRST, { credentials: [issuedBy(ISSUER, 'shop')] }));
      expect(clients.findBySubject(ISSUER, 'shop')).toBe(clients.find('web-shop'));
      expect(clients.findBySubject(ISSUER, 'Shop')).toBeUndefined();
      expect(clients.findBySubject(`${ISSUER}/`, 'shop')).toBeUndefined();
    }));

  it('refuses a subject of an issuer that stands for another client', () =>
    within(async ({ clients }) => {
      await clients.save(clientOf('web-shop', FIRST, { credentials: [issuedBy(ISSUER, 'shop')] }));
      const rival = { ...issuedBy(ISSUER, 'shop'), id: SECOND };
      const refused = clients.save(clientOf('other', FIRST, { credentials: [rival] }));
      await expect(refused).rejects.toThrow(BelongsToAnother);
      await expect(refused).rejects.toThrow(`The subject shop of ${ISSUER} belongs to the client web-shop.`);
      expect(clients.findBySubject(ISSUER, 'shop')?.id).toBe('web-shop');
    }));

  it.each([
    ['the credential', { credentials: [issuedBy(ISSUER, 'shop', { revokedAt: '2026-11-20T12:00:00Z' })] }],
    ['the client', { credentials: [issuedBy(ISSUER, 'shop')], revokedAt: '2026-11-20T12:00:00Z' }],
  ])('lets go of a subject when %s is revoked', (_, revoked) =>
    within(async ({ clients }) => {
      await clients.save(clientOf('web-shop', FIRST, { credentials: [issuedBy(ISSUER, 'shop')] }));
      await clients.save(clientOf('web-shop', FIRST, revoked));
      expect(clients.findBySubject(ISSUER, 'shop')).toBeUndefined();
      const heir = { ...issuedBy(ISSUER, 'shop'), id: SECOND };
      await clients.save(clientOf('heir', FIRST, { credentials: [heir] }));
      expect(clients.findBySubject(ISSUER, 'shop')?.id).toBe('heir');
    }),
  );
}

/** Changes that depend on what is there. */
export function clientChangeCases(within: Within): void {
  it('decides one change after the other, each by what the one before has left', () =>
    within(async ({ clients }) => {
      await clients.save(clientOf('web-shop', FIRST, { scopes: [] }));
      const add = (scope: string) =>
        clients.change('web-shop', (client) => client && { client: { ...client, scopes: [...client.scopes, scope] } });
      const answers = await Promise.all(['a.list', 'b.list', 'c.list'].map(add));
      expect(answers.map((client) => client?.scopes.length)).toEqual([1, 2, 3]);
      expect(clients.find('web-shop')?.scopes).toEqual(['a.list', 'b.list', 'c.list']);
    }));

  it('shows a decision what a change of another client has left', () =>
    within(async ({ clients }) => {
      await clients.save(clientOf('a', FIRST));
      await clients.save(clientOf('b', SECOND));
      // The last one must stay: of two that would both revoke, one sees that it may not.
      const revokeUnlessLast = (id: string) =>
        clients.change(id, (client) => {
          const standing = clients.list().filter(({ revokedAt }) => revokedAt === undefined);
          return client && standing.length > 1
            ? { client: { ...client, revokedAt: '2026-11-20T12:00:00Z' } }
            : undefined;
        });
      const ends = await Promise.all(['a', 'b'].map(revokeUnlessLast));
      expect(ends.map((client) => client?.revokedAt !== undefined)).toEqual([true, false]);
    }));

  it('commits nothing when there is nothing to change, and tells with what there is', () =>
    within(async ({ clients, audit }) => {
      const told = auditOf('client/new', { action: 'client.create' });
      expect(await clients.change('new', () => undefined)).toBeUndefined();
      const made = await clients.change('new', () => ({ client: clientOf('new', FIRST), audit: told }));
      expect(made).toBe(clients.find('new'));
      expect(await toldOf(audit, 'client/new')).toEqual([told]);
    }));

  it('rejects with what a decision throws, and goes on with the next', () =>
    within(async ({ clients }) => {
      const thrown = clients.change('web-shop', () => {
        throw new RangeError('not like this');
      });
      const next = clients.change('web-shop', () => ({ client: clientOf('web-shop', FIRST) }));
      await expect(thrown).rejects.toThrow('not like this');
      expect((await next)?.id).toBe('web-shop');
    }));
}
