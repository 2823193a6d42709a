// A TDS server with a database of the test's own, and a channel to it: for what the demonstration's ERP does not have.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mssqlChannelFactory } from '../../adapters/mssql/mssql-channel-factory.js';
import type { DatabaseDefinition } from '../../demo/engine/definition.js';
import { Engine } from '../../demo/engine/engine.js';
import { StatementLog } from '../../demo/engine/statement-log.js';
import { TdsServer } from '../../demo/tds/server.js';
import { systemClock } from '../../src/kernel/clock.js';
import type { Channel } from '../../src/legacy/channel.port.js';

const PASSWORD = 'p/ass?w#rd@:%';

export type OwnDefinition = Pick<DatabaseDefinition, 'ddl' | 'procedures' | 'tableTypes'>;

export interface OwnErp {
  readonly channel: Channel;
  readonly log: StatementLog;
  /** Sessions that are logged in. */
  sessions(): number;
  close(): Promise<void>;
}

/** Starts it; the channel's login may run the procedures of schema erp and read schema dbo. */
export async function ownErp({ ddl, procedures, tableTypes }: OwnDefinition): Promise<OwnErp> {
  const folder = await mkdtemp(join(tmpdir(), 'banyan-own-erp-'));
  const grants = { execute: ['erp'], select: ['dbo'] };
  const engine = Engine.open(join(folder, 'own.db'), {
    ...{ database: 'Own', rowversion: [], ddl, procedures, tableTypes },
    logins: [{ name: 'writer', password: PASSWORD, grants }],
  });
  const log = new StatementLog();
  const server = new TdsServer({ engine, log, encryption: 'off' });
  const url = `mssql://127.0.0.1:${await server.listen()}/Own?encrypt=false`;
  const channel = mssqlChannelFactory(() => '')(
    { name: 'own', adapter: 'mssql', url, options: { user: 'writer', password: PASSWORD } },
    {
      ...{ observe: () => undefined, connections: 1, callTimeoutMs: 20_000 },
      now: () => systemClock.now(),
      monotonic: () => systemClock.monotonic(),
    },
  );
  return {
    channel,
    log,
    sessions: () => server.sessions,
    close: async () => {
      await channel.close();
      await server.close();
      engine.close();
      await rm(folder, { recursive: true });
    },
  };
}
