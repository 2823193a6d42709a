import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { connect as connectSocket } from 'node:net';
import sql from 'mssql';
import { generate } from 'selfsigned';
import { startSample, type ClientConfig, type SampleServer } from '../fixtures/sample-server.js';
import { TdsServer } from './server.js';

let sample: SampleServer;
let authority: string;
let identity: { key: string; cert: string };

beforeAll(async () => {
  const root = await generate([{ name: 'commonName', value: 'Private CA' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  });
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: root.private, cert: root.cert },
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  authority = root.cert;
  identity = { key: leaf.private, cert: leaf.cert };
  sample = await startSample({ encryption: 'on', tls: identity });
});

afterAll(async () => {
  await sample.stop();
});

async function first(changes: Partial<ClientConfig>): Promise<unknown> {
  const pool = new sql.ConnectionPool({ ...sample.config('reader', changes) });
  pool.on('error', () => undefined);
  await pool.connect();
  try {
    const { recordset } = await pool.request().query<{ PARTNO: string }>('SELECT PARTNO FROM api.Parts');
    return recordset.length;
  } finally {
    await pool.close();
  }
}

describe('encryption', () => {
  it('inside TDS is trusted through a private CA', async () => {
    const trusting = { encrypt: true, trustServerCertificate: false, cryptoCredentialsDetails: { ca: authority } };
    expect(await first({ server: 'localhost', options: trusting })).toBe(5000);
  });

  it('is refused by a client that does not know the CA', async () => {
    const strict = { encrypt: true, trustServerCertificate: false };
    await expect(first({ server: 'localhost', options: strict })).rejects.toMatchObject({ code: 'ESOCKET' });
  });

  it('from the first byte (TDS 8.0) works as well', async () => {
    expect(
      await first({ server: 'localhost', options: { encrypt: 'strict', cryptoCredentialsDetails: { ca: authority } } }),
    ).toBe(5000);
  });

  it('is optional when it is on', async () => {
    expect(await first({ options: { encrypt: false } })).toBe(5000);
  });

  it('is demanded when it is required', async () => {
    const server = new TdsServer({ engine: sample.engine, encryption: 'required', tls: identity });
    const port = await server.listen();
    await expect(first({ port, options: { encrypt: false } })).rejects.toMatchObject({ code: 'EENCRYPT' });
    expect(await first({ port, options: { encrypt: true, trustServerCertificate: true } })).toBe(5000);
    await server.close();
  });

  it('is never given up silently when the server has none', async () => {
    const server = new TdsServer({ engine: sample.engine, encryption: 'off' });
    const port = await server.listen();
    await expect(first({ port, options: { encrypt: true, trustServerCertificate: true } })).rejects.toMatchObject({
      code: 'EENCRYPT',
    });
    await server.close();
  });

  it('without a certificate is refused at once', () => {
    expect(() => new TdsServer({ engine: sample.engine, encryption: 'on' })).toThrow('needs a key and a certificate');
  });
});

describe('garbage', () => {
  it('ends its own connection and nothing else', async () => {
    for (let round = 0; round < 40; round++) {
      await new Promise<void>((resolve) => {
        const bytes = randomBytes(200);
        if (round % 2 === 0) bytes.set([0x12, 1, 0, 200], 0);
        const socket = connectSocket(sample.server.port, '127.0.0.1', () => socket.end(bytes));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
        socket.resume();
      });
    }
    expect(await first({ options: { encrypt: false } })).toBe(5000);
  });
});
