// Clients for contracts.
import type { Client, Credential } from '../../src/credentials/client.js';

export const FIRST = 'aaaaaaaaaaaaaaa1';
export const SECOND = 'aaaaaaaaaaaaaaa2';

const CREATED = '2026-11-20T12:00:00.000Z';

/** A client with one secret, and whatever the test is about. */
export function clientOf(id: string, credentialId: string, wanted: Partial<Client> = {}): Client {
  const secret: Credential = { kind: 'secret', id: credentialId, digest: 'd'.repeat(43), createdAt: CREATED };
  return {
    ...{ id, kind: 'application', name: `The ${id}`, scopes: ['orders.*'], createdAt: CREATED },
    credentials: [secret],
    ...wanted,
  };
}

/** A credential of an external issuer. */
export function issuedBy(issuer: string, subject: string, wanted: { readonly revokedAt?: string } = {}): Credential {
  const digits = Buffer.from(`${issuer} ${subject}`).toString('hex').slice(-12).padStart(12, '0');
  return {
    kind: 'issuer',
    id: `${digits}${'revokedAt' in wanted ? '0' : '1'}abc`,
    createdAt: CREATED,
    issuer,
    subject,
    ...wanted,
  };
}
