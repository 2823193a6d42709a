// The certificate: made once, kept, and good for this machine by name and by address.
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keptCertificate } from './certificate.js';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'contoso-')), 'tls');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
const clock = (): number => Date.UTC(2026, 10, 15);

describe('the certificate', () => {
  it('is for localhost and 127.0.0.1, and is its own authority', async () => {
    const { cert } = await keptCertificate(folder, clock);
    const certificate = new X509Certificate(cert);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.ca).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it('is valid from a little ago, for two years', async () => {
    const certificate = new X509Certificate((await keptCertificate(folder, clock)).cert);
    expect(Date.parse(certificate.validFrom)).toBeLessThan(clock());
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(clock() + 700 * 86_400_000);
  });

  it('stays the same, with a key that only its owner reads', async () => {
    const first = await keptCertificate(folder, clock);
    expect(await keptCertificate(folder, clock)).toEqual(first);
    expect(statSync(join(folder, 'key.pem')).mode & 0o777).toBe(0o600);
  });
});
