// Guards that a terminal says what has to be done about credentials.
import { describe, expect, it } from '@jest/globals';
import type { ClientView, CredentialView } from '../../credentials/desk/views.js';
import { clientLines } from './client-text.js';

const AT = '2026-12-01T08:30:00.000Z';
const OLD: CredentialView = { id: 'c1', kind: 'secret', state: 'retiring', createdAt: AT, endsAt: AT };

const linesWith = (credential: CredentialView): string => {
  const who = { id: 'shop', kind: 'application', name: 'Shop', scopes: [], createdAt: AT } as const;
  return clientLines({ ...who, credentials: [credential] } satisfies ClientView);
};

describe('a client on a terminal', () => {
  it('comes with a warning when a credential ends and nothing takes its place', () => {
    expect(linesWith({ ...OLD, endsWithoutSuccessor: true })).toMatch(
      /WARNING: c1 ends at 2026-12-01[^]*nothing takes/,
    );
    expect(linesWith(OLD)).not.toContain('WARNING');
  });
});
