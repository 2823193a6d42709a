// What is said about the use of credentials: never more than is known, and `never` only where it is true.
import { describe, expect, it } from '@jest/globals';
import type { ClientView, CredentialView } from '../../credentials/desk/views.js';
import { clientTable, credentialTable, endingTable } from './client-text.js';

const AT = '2026-11-01T08:00:00.000Z';
const credential: CredentialView = { id: '6f1f2d3c4b5a6978', kind: 'secret', state: 'active', createdAt: AT };
const firstUsedAt = '2026-11-20T12:00:00.000Z';
const lastUse = { lastUsedAt: '2026-11-19T09:00:00.000Z', address: '10.1.2.3', operation: 'orders.list' };

const clientWith = (credentials: readonly CredentialView[]): ClientView => ({
  ...{ id: 'web-shop', kind: 'application', name: 'Web shop', scopes: ['*'], createdAt: AT },
  credentials,
});
const lastRow = (table: string): string => table.split('\n').at(-1)?.replaceAll(/ {2,}/g, '|') ?? '';

describe('the last use of a credential', () => {
  it.each<[string, Partial<CredentialView>, string]>([
    ['never, when there was none', {}, 'never'],
    ['the first use or later, when a kill has lost what came behind', { firstUsedAt }, `${firstUsedAt} or later`],
    ['when, from where and by what', { firstUsedAt: AT, lastUse }, lastUse.lastUsedAt],
  ])('is %s', (_what, more, said) => {
    const used = { ...credential, ...more };
    expect(lastRow(credentialTable([used]))).toContain(said);
    expect(lastRow(clientTable([clientWith([used])]))).toContain(said);
    const whose = { clientId: 'web-shop', clientKind: 'application', clientName: 'Web shop' } as const;
    expect(lastRow(endingTable([{ ...whose, credential: { ...used, endsAt: AT } }]))).toContain(said);
  });

  it('of a client is that of the credential that was used last, however much is known of it', () => {
    const known = { ...credential, lastUse };
    const lost = { ...credential, firstUsedAt };
    for (const credentials of [
      [known, lost, credential],
      [lost, known],
    ]) {
      expect(lastRow(clientTable([clientWith(credentials)]))).toMatch(/\|2026-11-20T12:00:00\.000Z or later\|?$/);
    }
    expect(lastRow(clientTable([clientWith([known, credential])]))).toMatch(/T09:00:00\.000Z\|orders\.list$/);
  });
});
