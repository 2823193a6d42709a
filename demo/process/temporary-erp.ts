// A small ERP in this process and in a folder of its own, with a driver to talk to it: for specs.
// It is the real thing over real sockets; nothing of it is replaced.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mssql from 'mssql';
import type { LoginName, Passwords } from '../contoso/logins.js';
import type { ErpOptions, RunningErp } from './erp.js';
import { startErp } from './erp.js';
import type { ServerName } from './listener.js';

/** The scale that specs use: a thousand orders. */
export const smallScale = 0.02;

/** A running ERP that cleans up after itself. */
export interface TemporaryErp {
  readonly erp: RunningErp;
  /** Its data folder. */
  readonly data: string;
  /** Connects as a login. The pool is closed by `stop`. */
  connect(login: LoginName, server?: ServerName): Promise<mssql.ConnectionPool>;
  /** Closes the pools, stops the ERP and removes its folder. */
  stop(): Promise<void>;
}

/** Starts it on free ports. */
export async function temporaryErp(options: Partial<ErpOptions> = {}): Promise<TemporaryErp> {
  const data = mkdtempSync(join(tmpdir(), 'contoso-'));
  const ports = { port: 0, primaryPort: 0, controlPort: 0 };
  // Specs let the batch job look when they want it to.
  const never = { poll: 3_600_000 };
  const rest = { ...never, host: '127.0.0.1', encryption: 'off', scale: smallScale, clock: Date.now, data } as const;
  const erp = await startErp({ ...ports, ...rest, ...options });
  const passwords = JSON.parse(readFileSync(erp.passwordsFile, 'utf8')) as Passwords;
  const pools: mssql.ConnectionPool[] = [];
  return {
    erp,
    data,
    connect: async (login, server = 'replica') => {
      const port = server === 'replica' ? erp.port : erp.primaryPort;
      const pool = new mssql.ConnectionPool(settings(port, login, passwords[login]));
      pool.on('error', () => undefined);
      pools.push(pool);
      return pool.connect();
    },
    stop: async () => {
      await Promise.all(pools.map((pool) => pool.close()));
      await erp.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function settings(port: number, user: LoginName, password: string): mssql.config {
  return {
    ...{ server: '127.0.0.1', port, user, password, database: 'Contoso' },
    options: { encrypt: false, trustServerCertificate: true },
    pool: { max: 4, min: 0 },
  };
}
