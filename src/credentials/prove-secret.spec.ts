// Guards how secrets are kept and proven.
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../kernel/manual-clock.js';
import type { Client } from './client.js';
import { issueCredential } from './issue-credential.js';
import { proveSecret } from './prove-secret.js';
import { digestSecret, matchesDigest, newPepperText, readPepper } from './secret-digest.js';
import { makeSecret, parseSecret } from './secret.js';
import type { WellFormedSecret } from './secret.js';

const pepper = readPepper(newPepperText());
const issued = issueCredential(pepper, new ManualClock());
const client: Client = {
  id: 'web-shop',
  kind: 'application',
  name: 'Web shop',
  scopes: ['*'],
  createdAt: '2026-01-01T00:00:00Z',
  credentials: [issued.credential],
};

function parsed(text: string): WellFormedSecret {
  const secret = parseSecret(text);
  if (secret === undefined) throw new Error('not a secret');
  return secret;
}

describe('proving a secret', () => {
  it('names the credential that the right secret belongs to', () => {
    expect(proveSecret(pepper, parsed(issued.secret), client)).toBe(issued.credential);
  });

  it('fails for another secret under the same public id', () => {
    const other = { credentialId: issued.credential.id, text: makeSecret().text };

    expect(proveSecret(pepper, other, client)).toBeUndefined();
  });

  it('fails for an unknown client and for a client without credentials', () => {
    expect(proveSecret(pepper, parsed(issued.secret), undefined)).toBeUndefined();
    expect(proveSecret(pepper, parsed(issued.secret), { ...client, credentials: [] })).toBeUndefined();
  });

  it('fails under another pepper, so a stolen client file alone is worth nothing', () => {
    expect(proveSecret(readPepper(newPepperText()), parsed(issued.secret), client)).toBeUndefined();
  });

  it('does not throw for a kept text that is no digest', () => {
    expect(matchesDigest(pepper, issued.secret, 'short')).toBe(false);
    expect(matchesDigest(pepper, issued.secret, '')).toBe(false);
  });
});

describe('what is kept', () => {
  it('is a digest of 43 characters and the moment of issue, and not the secret', () => {
    expect(issued.credential).toEqual({
      kind: 'secret',
      id: parsed(issued.secret).credentialId,
      digest: digestSecret(pepper, issued.secret),
      createdAt: '2026-11-20T12:00:00.000Z',
    });
    expect(issued.credential.digest).toHaveLength(43);
  });

  it('never shows the pepper when it is printed or serialised', () => {
    const text = newPepperText();

    expect(inspect(readPepper(text)) + JSON.stringify(readPepper(text))).not.toContain(text.slice(0, 8));
  });

  it.each(['', 'abc', 'g'.repeat(64)])('refuses the pepper %j without repeating it', (text) => {
    expect(() => readPepper(text)).toThrow('The pepper must be 64 hexadecimal digits in lower case.');
  });
});
