// The demonstration's ERP, both servers over real sockets: channels log in to its primary as the login made for them.
import { readFileSync } from 'node:fs';
import type { ConnectionPool } from 'mssql';
import { mssqlChannelFactory } from '../../adapters/mssql/mssql-channel-factory.js';
import type { LoginName, Passwords } from '../../demo/contoso/logins.js';
import type { Fault } from '../../demo/engine/faults.js';
import type { Listener, ServerName } from '../../demo/process/listener.js';
import { type TemporaryErp, temporaryErp } from '../../demo/process/temporary-erp.js';
import { systemClock } from '../../src/kernel/clock.js';
import type { Observation } from '../../src/observability/observation.js';
import { CUSTOMER, CUSTOMER_ON_HOLD, CUSTOMER_WITH_LIMIT, DEAR_ITEM, ITEM } from './channel-deliveries.js';
import type { CallMisbehaviour, ChannelFixture, OpenChannelOptions, OpenedChannel } from './channel-fixture.js';

const BOOKS = `
UPDATE dbo.CUSTMF SET CUSTST = 'A', HOLD = 'N', CURCOD = 'DKK', PRLCOD = 'DKK-ST', CRDLIM = 1000000000, BALAMT = 0
WHERE CUSTNO = '${CUSTOMER}';
UPDATE dbo.CUSTMF SET CUSTST = 'A', HOLD = 'J' WHERE CUSTNO = '${CUSTOMER_ON_HOLD}';
UPDATE dbo.CUSTMF SET CUSTST = 'A', HOLD = 'N', CRDLIM = 100, BALAMT = 0 WHERE CUSTNO = '${CUSTOMER_WITH_LIMIT}';
UPDATE dbo.ITEMMF SET ITEMST = 'A' WHERE ITEMNO = '${ITEM}';
UPDATE dbo.ITEMMF SET ITEMST = 'A', BASPRC = 50000 WHERE ITEMNO = '${DEAR_ITEM}';
DELETE FROM dbo.PRICLN WHERE ITEMNO = '${DEAR_ITEM}';
SELECT 1 AS done`;

export interface DemoChannelOptions extends OpenChannelOptions {
  readonly login?: LoginName;
  readonly password?: string;
  readonly server?: ServerName;
}

function faultOf(misbehaviour: CallMisbehaviour): Partial<Fault> {
  switch (misbehaviour.kind) {
    case 'drop-before':
      return { drop: 'before' };
    case 'drop-after':
      return { drop: 'midway' };
    case 'stall':
      return { stall: true, ignoreAttention: misbehaviour.deaf };
    case 'error':
      return { error: { number: misbehaviour.number } };
  }
}

/** Every call of a procedure, however it comes; neither proofs nor the books. */
const CALLS = /^erp\.|EXEC @banyan/;

export class DemoChannelFixture implements ChannelFixture {
  readonly #erp: TemporaryErp;
  readonly #owner: ConnectionPool;
  readonly #passwords: Passwords;
  readonly #opened: OpenedChannel[] = [];

  private constructor(erp: TemporaryErp, owner: ConnectionPool) {
    this.#erp = erp;
    this.#owner = owner;
    this.#passwords = JSON.parse(readFileSync(erp.erp.passwordsFile, 'utf8')) as Passwords;
  }

  static async make(): Promise<DemoChannelFixture> {
    const erp = await temporaryErp();
    const owner = await erp.connect('erp_owner', 'primary');
    await owner.request().query(BOOKS);
    return new DemoChannelFixture(erp, owner);
  }

  get primary(): Listener {
    return this.#erp.erp.primary;
  }

  open(options: DemoChannelOptions = {}): OpenedChannel {
    const { login = 'banyan_writer', server = 'primary', connections = 4, callTimeoutMs = 20_000 } = options;
    const port = server === 'primary' ? this.#erp.erp.primaryPort : this.#erp.erp.port;
    const observed: Observation[] = [];
    const credentials = { user: login, password: options.password ?? this.#passwords[login] };
    const binding = { name: 'procedures', adapter: 'mssql', options: credentials };
    const channel = mssqlChannelFactory(noFile)(
      { ...binding, url: `mssql://127.0.0.1:${port}/Contoso?encrypt=false` },
      {
        observe: (observation) => observed.push(observation),
        now: options.now ?? (() => systemClock.now()),
        monotonic: () => systemClock.monotonic(),
        connections,
        callTimeoutMs,
      },
    );
    const opened = { channel, observed };
    this.#opened.push(opened);
    return opened;
  }

  /** Rows that the owner of the ERP sees. */
  async books(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return (await this.#owner.request().query<Readonly<Record<string, unknown>>>(sql)).recordset;
  }

  async orders(reference: string): Promise<number> {
    return (await this.books(`SELECT ORDNO FROM dbo.ORDHED WHERE EXTREF = '${reference}'`)).length;
  }

  async lines(reference: string): Promise<readonly (readonly [string, number])[]> {
    const rows = await this.books(
      `SELECT l.ITEMNO, l.QTY FROM dbo.ORDLIN l JOIN dbo.ORDHED h ON h.ORDNO = l.ORDNO
       WHERE h.EXTREF = '${reference}' ORDER BY l.LINNO`,
    );
    return rows.map(({ ITEMNO, QTY }) => [String(ITEMNO).trimEnd(), Number(QTY)]);
  }

  misbehave(misbehaviour: CallMisbehaviour): void {
    this.primary.faults.add({ on: 'request', match: CALLS, times: 1, ...faultOf(misbehaviour) });
  }

  behave(): void {
    this.primary.faults.clear();
  }

  slow(milliseconds: number): void {
    if (milliseconds === 0) this.behave();
    else this.primary.faults.add({ on: 'request', match: CALLS, delayMs: milliseconds });
  }

  running(): number {
    return this.primary.log.running;
  }

  highest(): number {
    const { highest } = this.primary.log;
    this.primary.log.reset();
    return highest;
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map(({ channel }) => channel.close()));
    await this.#erp.stop();
  }
}

function noFile(path: string): string {
  throw new Error(`no file ${path} in this test`);
}
