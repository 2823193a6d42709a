// A session reads what the driver reads, over every way a connection can be encrypted, and the driver still gets its own
// answers on the same connection.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import type { Connection } from 'tedious';
import { openConnection } from '../../adapters/mssql/connection/open-connection.js';
import { runStatement } from '../../adapters/mssql/connection/run-statement.js';
import { sessionOf } from '../../adapters/mssql/session/take-over.js';
import { connectionTarget } from '../../adapters/mssql/settings/connection-target.js';
import { driverConfiguration } from '../../adapters/mssql/settings/driver-options.js';
import { windows1252 } from '../../adapters/mssql/connection/code-page.js';
import { planStatement } from '../../adapters/mssql/statement/plan-statement.js';
import type { Statement } from '../../adapters/mssql/statement/statement.js';
import type { LegacyRow } from '../../src/legacy/legacy-value.js';
import { rowsPlan } from './source-asking.js';
import { CONTRACT_VIEWS } from './source-data.js';
import { DemoServer, PASSWORD } from './source-demo-fixture.js';

const SCHEMA = 'contract';
const never = new AbortController().signal;
const connections: Connection[] = [];
let tls: { readonly key: string; readonly cert: string };
let plain: DemoServer;
let secure: DemoServer;

beforeAll(async () => {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  tls = { key: made.private, cert: made.cert };
  plain = await DemoServer.make({ encryption: 'off' });
  secure = await DemoServer.make({ encryption: 'required', tls });
  await plain.fill();
}, 60_000);
afterAll(async () => {
  for (const connection of connections) connection.close();
  await plain.dispose();
  await secure.dispose();
});

async function connect(server: DemoServer, query: string): Promise<Connection> {
  const url = `mssql://localhost:${server.port}/Contract?${query}`;
  const options = { user: 'reader', password: PASSWORD };
  const binding = { name: 'contract', adapter: 'mssql', url, readOnly: 'both' as const, options };
  const target = connectionTarget(binding, 'source', () => tls.cert);
  if (!target.ok) throw new Error(target.faults.join('\n'));
  const { settings, ca } = target.value;
  const connection = await openConnection(driverConfiguration(settings, { ca, statementTimeoutMs: 20_000 })).ready;
  connections.push(connection);
  return connection;
}

async function byDriver(connection: Connection, statement: Statement): Promise<readonly LegacyRow[]> {
  const rows: LegacyRow[] = [];
  await runStatement(connection, statement, (row) => rows.push(row), never);
  return rows;
}

async function bySession(connection: Connection, statement: Statement): Promise<readonly LegacyRow[]> {
  const rows: LegacyRow[] = [];
  const session = sessionOf(connection);
  if (session === undefined) throw new Error('there is no session on this connection');
  await session.run(statement, (row) => rows.push(row), never);
  return rows;
}

const whole = (): readonly Statement[] =>
  CONTRACT_VIEWS.flatMap((view) => planStatement(rowsPlan({ schema: SCHEMA, view }), windows1252) ?? []);

describe('a session on a connection of the driver', () => {
  it('reads every value of every type as the driver does', async () => {
    const [one, other] = [await connect(plain, 'encrypt=false'), await connect(plain, 'encrypt=false')];
    for (const statement of whole()) {
      const rows = await bySession(one, statement);
      expect(rows).toEqual(await byDriver(other, statement));
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  it.each(['encrypt=true&caFile=ca.pem', 'encrypt=strict&caFile=ca.pem', 'encrypt=false'])(
    'takes turns with the driver on one connection with %s',
    async (query) => {
      const connection = await connect(query === 'encrypt=false' ? plain : secure, query);
      const constant: Statement = { text: "SELECT 'S\u00f8ren' AS [name], 7", parameters: [], decoders: [] };
      for (let turn = 0; turn < 3; turn += 1) {
        expect(await bySession(connection, constant)).toEqual([['S\u00f8ren', 7]]);
        expect(await byDriver(connection, constant)).toEqual([['S\u00f8ren', 7]]);
      }
    },
  );

  it('cancels and goes on over an encrypted connection, and ends with it', async () => {
    const connection = await connect(secure, 'encrypt=true&caFile=ca.pem');
    const slow: Statement = { text: "SELECT 'slow'", parameters: [], decoders: [] };
    secure.faults.add({ on: 'request', match: 'slow', times: 1, stall: true });
    const caller = new AbortController();
    const cancelled = sessionOf(connection)?.run(slow, () => undefined, caller.signal);
    caller.abort();
    await expect(cancelled).rejects.toThrow('cancelled');
    expect(await bySession(connection, slow)).toEqual([['slow']]);
    secure.faults.add({ on: 'request', match: 'slow', times: 1, drop: 'midway' });
    await expect(bySession(connection, slow)).rejects.toThrow();
  });
});
