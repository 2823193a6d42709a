// The certificate that the ERP shows when it encrypts: kept in a folder, made there when it is missing.
// It is its own authority and only good for this machine; a real server gets a real one.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A key and its certificate, as PEM text. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const twoYears = 730 * 86_400_000;

/** Reads `key.pem` and `cert.pem` in `folder`, making both when there is neither. Clients may trust `cert.pem` as their authority. */
export async function keptCertificate(folder: string, clock: () => number): Promise<Certificate> {
  const keyFile = join(folder, 'key.pem');
  const certFile = join(folder, 'cert.pem');
  if (!existsSync(keyFile) && !existsSync(certFile)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const made = await makeCertificate(clock());
    writeFileSync(keyFile, made.key, { mode: 0o600 });
    writeFileSync(certFile, made.cert);
  }
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') };
}

async function makeCertificate(now: number): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 3_600_000),
    notAfterDate: new Date(now + twoYears),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key, cert };
}
