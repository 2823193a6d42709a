// The demo's TDS server with the contract's views in it: a place that can misbehave in every way on demand.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseDefinition, LoginDefinition } from '../../demo/engine/definition.js';
import { Engine } from '../../demo/engine/engine.js';
import { type Fault, Faults } from '../../demo/engine/faults.js';
import { StatementLog } from '../../demo/engine/statement-log.js';
import { TdsServer, type TdsServerOptions } from '../../demo/tds/server.js';
import type { Misbehaviour, MisbehavingServer, SourceFixture } from './source-fixture.js';
import { runBatches } from './plain-connection.js';
import { CONTRACT_VIEWS, type ContractView } from './source-data.js';
import { SourceOpener } from './source-opener.js';
import { insertTexts } from './source-sql.js';

const SCHEMA = 'contract';
const READER = 'reader';
const OWNER = 'owner';
export const PASSWORD = 'p/ass?w#rd@:%';

const logins: readonly LoginDefinition[] = [
  { name: READER, password: PASSWORD, grants: { select: [SCHEMA] } },
  { name: OWNER, password: PASSWORD, grants: {}, databaseRoles: ['db_owner'] },
];

const definition: DatabaseDefinition = {
  database: 'Contract',
  ddl: CONTRACT_VIEWS.map(tableText),
  rowversion: [],
  procedures: {},
  tableTypes: {},
  logins,
};

/** The dialect of the demo's store: flat quoted names, declared T-SQL types. */
function tableText(view: ContractView): string {
  const columns = view.columns.map(
    ({ name, type, nullable }) => `"${name}" ${type.toUpperCase()}${nullable ? '' : ' NOT NULL'}`,
  );
  return `CREATE TABLE "${SCHEMA}.${view.name}" (${columns.join(', ')})`;
}

function faultOf(misbehaviour: Misbehaviour): Partial<Fault> {
  switch (misbehaviour.kind) {
    case 'stall':
      return { stall: true, ignoreAttention: misbehaviour.ignoreAttention };
    case 'drop-midway':
      return { drop: 'midway' };
    case 'error':
      return { error: { number: misbehaviour.number } };
  }
}

export type DemoEncryption = Pick<TdsServerOptions, 'encryption' | 'tls'>;

/** A demo server of one's own: in its own folder, on a free port of the loopback. */
export class DemoServer implements MisbehavingServer {
  readonly #engine: Engine;
  readonly #folder: string;
  readonly #encryption: DemoEncryption;
  readonly #faults = new Faults(true);
  readonly #log = new StatementLog();
  #server: TdsServer;
  port = 0;

  private constructor(engine: Engine, folder: string, encryption: DemoEncryption) {
    this.#engine = engine;
    this.#folder = folder;
    this.#encryption = encryption;
    this.#server = this.#make();
  }

  static async make(encryption: DemoEncryption = { encryption: 'off' }): Promise<DemoServer> {
    const folder = await mkdtemp(join(tmpdir(), 'banyan-contract-'));
    const server = new DemoServer(Engine.open(join(folder, 'contract.db'), definition), folder, encryption);
    await server.start();
    return server;
  }

  /** Fills the views, as the owner would. */
  async fill(): Promise<void> {
    this.#faults.readOnly = false;
    const batches = CONTRACT_VIEWS.flatMap((view) => insertTexts(SCHEMA, view));
    await runBatches(
      {
        server: '127.0.0.1',
        authentication: { type: 'default', options: { userName: OWNER, password: PASSWORD } },
        options: { port: this.port, database: 'Contract', encrypt: false },
      },
      batches,
    );
    this.#faults.clear();
  }

  get faults(): Faults {
    return this.#faults;
  }

  misbehave(misbehaviour: Misbehaviour, match: string): void {
    this.#faults.add({ on: 'request', match, times: 1, ...faultOf(misbehaviour) });
  }

  setReadOnly(readOnly: boolean): void {
    this.#faults.readOnly = readOnly;
  }

  behave(): void {
    this.#faults.clear();
  }

  seen(): ReturnType<MisbehavingServer['seen']> {
    return this.#log.entries().map(({ text, parameters, outcome }) => ({ text, parameters, outcome }));
  }

  forget(): void {
    this.#log.reset();
  }

  running(): number {
    return this.#log.running;
  }

  logins(): number {
    return this.#server.counters.logins;
  }

  attentions(): number {
    return this.#server.counters.attentions;
  }

  sessions(): number {
    return this.#server.sessions;
  }

  async stop(): Promise<void> {
    await this.#server.close();
  }

  async start(): Promise<void> {
    this.#server = this.#make();
    this.port = await this.#server.listen(this.port, '127.0.0.1');
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.#engine.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #make(): TdsServer {
    return new TdsServer({ engine: this.#engine, faults: this.#faults, log: this.#log, ...this.#encryption });
  }
}

/** The fixture of the contract; `answers` says who reads what the server sends back. */
export async function demoFixture(answers: 'direct' | 'driver' = 'direct'): Promise<SourceFixture> {
  const server = await DemoServer.make();
  await server.fill();
  const opener = new SourceOpener();
  return {
    schema: SCHEMA,
    server,
    open: ({ login = 'reader', readOnly = 'both', ...options } = {}) =>
      opener.open({
        ...options,
        readOnly,
        url: `mssql://127.0.0.1:${server.port}/Contract?encrypt=false`,
        options: {
          answers,
          user: login === 'owner' ? OWNER : READER,
          password: login === 'stranger' ? 'wrong-password' : PASSWORD,
        },
      }),
    close: async () => {
      await opener.close();
      await server.dispose();
    },
  };
}
