// The ERP with encryption demanded: its own certificate is one that a client can insist on.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mssql from 'mssql';
import type { Passwords } from '../contoso/logins.js';
import type { TemporaryErp } from './temporary-erp.js';
import { temporaryErp } from './temporary-erp.js';

let erp: TemporaryErp;
beforeAll(async () => {
  erp = await temporaryErp({ encryption: 'required', scale: 0.01 });
});
afterAll(() => erp.stop());

async function encrypted(options: mssql.IOptions): Promise<unknown> {
  const { port, passwordsFile } = erp.erp;
  const { banyan_reader: password } = JSON.parse(readFileSync(passwordsFile, 'utf8')) as Passwords;
  const login = { user: 'banyan_reader', password, database: 'Contoso' };
  const pool = new mssql.ConnectionPool({ server: '127.0.0.1', port, ...login, options });
  pool.on('error', () => undefined);
  try {
    await pool.connect();
    return (await pool.request().query('SELECT COUNT(*) AS n FROM api.Orders')).recordset;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await pool.close();
  }
}

describe('with encryption required', () => {
  it('a client that trusts the certificate reads', async () => {
    const ca = readFileSync(String(erp.erp.caFile), 'utf8');
    const rows = await encrypted({ encrypt: true, trustServerCertificate: false, cryptoCredentialsDetails: { ca } });
    expect(rows).toEqual([{ n: 500 }]);
  });

  it('a client that does not know the certificate refuses it', async () => {
    expect(await encrypted({ encrypt: true, trustServerCertificate: false })).toBe('ESOCKET');
  });

  it('a client that will not encrypt gets nowhere', async () => {
    expect(await encrypted({ encrypt: false })).toBe('EENCRYPT');
  });
});
