// The ways a SQL Server is reached, as far as the demo's TDS server can play them: TLS with a private CA, TDS 8, refused
// logins, read-only routing. Windows accounts, Entra and SQL Browser have no server here; their settings are tested.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import type { SourceState } from '../../src/legacy/source.port.js';
import { patient } from './source-asking.js';
import { DemoServer, PASSWORD } from './source-demo-fixture.js';
import { SourceOpener } from './source-opener.js';

let tls: { readonly key: string; readonly cert: string };
let plain: DemoServer;
let secure: DemoServer;
const opener = new SourceOpener();

beforeAll(async () => {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  tls = { key: made.private, cert: made.cert };
  plain = await DemoServer.make({ encryption: 'off' });
  secure = await DemoServer.make({ encryption: 'required', tls });
}, 60_000);
afterEach(() => opener.close());
afterAll(async () => {
  await plain.dispose();
  await secure.dispose();
});

interface Way {
  readonly server: DemoServer;
  readonly query?: string;
  readonly host?: string;
  readonly password?: string;
}

async function probe({ server, query = '', host = 'localhost', password = PASSWORD }: Way): Promise<SourceState> {
  const url = `mssql://${host}:${server.port}/Contract${query}`;
  const readFile = (): string => tls.cert;
  return opener.open({ url, readOnly: 'both', options: { user: 'reader', password }, readFile }).source.probe(patient);
}

const adviceOf = async (way: Way): Promise<string> => {
  const state = await probe(way);
  return state.kind === 'ready' ? 'ready' : state.advice;
};

describe('reaching a SQL Server', () => {
  it('trusts a private CA that stands in caFile', async () => {
    expect(await probe({ server: secure, query: '?caFile=ca.pem' })).toEqual({ kind: 'ready' });
  });

  it('speaks TDS 8, where TLS comes first', async () => {
    expect(await probe({ server: secure, query: '?encrypt=strict&caFile=ca.pem' })).toEqual({ kind: 'ready' });
  });

  it('takes a certificate on trust only when told to', async () => {
    expect(await adviceOf({ server: secure })).toContain('self-signed');
    expect(await probe({ server: secure, query: '?trustServerCertificate=true' })).toEqual({ kind: 'ready' });
  });

  it('refuses a certificate for another name, and takes the name it is told to expect', async () => {
    const way = { server: secure, host: '127.0.0.1' };
    expect(await adviceOf({ ...way, query: '?caFile=ca.pem&serverName=erp.example' })).toContain('another name');
    expect(await probe({ ...way, query: '?caFile=ca.pem&serverName=localhost' })).toEqual({ kind: 'ready' });
  });

  it('never falls back to plain text, in either direction', async () => {
    expect(await adviceOf({ server: plain, query: '?encrypt=true' })).toContain('encryption');
    expect(await adviceOf({ server: secure, query: '?encrypt=false' })).toContain('encryption');
    expect(await probe({ server: plain, query: '?encrypt=false' })).toEqual({ kind: 'ready' });
  });

  it('logs in with any character in a password', async () => {
    const url = `mssql://reader:${encodeURIComponent(PASSWORD)}@localhost:${plain.port}/Contract?encrypt=false`;
    expect(await opener.open({ url, readOnly: 'both' }).source.probe(patient)).toEqual({ kind: 'ready' });
  });

  it('tells a wrong password from a database that does not exist', async () => {
    expect(await adviceOf({ server: plain, query: '?encrypt=false', password: 'no' })).toContain('error 18456');
    const url = `mssql://localhost:${plain.port}/Elsewhere?encrypt=false`;
    const options = { user: 'reader', password: PASSWORD };
    const state = await opener.open({ url, readOnly: 'both', options }).source.probe(patient);
    expect(state).toMatchObject({ advice: expect.stringContaining('error 4060') });
  });

  it('logs in once per attempt: nothing is retried behind the lane', async () => {
    const before = plain.logins();
    plain.faults.add({ on: 'login', error: { number: 40_613 } });
    expect(await adviceOf({ server: plain, query: '?encrypt=false' })).toContain('error 40613');
    expect(plain.faults.list()).toHaveLength(1);
    plain.faults.clear();
    expect(plain.logins() - before).toBeLessThanOrEqual(1);
  });

  it('follows the routing of read-only intent to the replica', async () => {
    const replica = await DemoServer.make({ encryption: 'off' });
    try {
      plain.faults.add({ on: 'login', times: 1, route: { host: '127.0.0.1', port: replica.port } });
      expect(await probe({ server: plain, query: '?encrypt=false' })).toEqual({ kind: 'ready' });
      expect(replica.logins()).toBe(1);
    } finally {
      await replica.dispose();
    }
  });
});
