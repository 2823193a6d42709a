// The write path with everything around it in memory: the demo facade, the memory ledger, a scripted ERP that counts its
// effects, a clock that stands still. A dispatcher can be dropped between any two steps, as a power cut would.
import { MemoryLedger } from '../../../adapters/memory/ledger.js';
import { MemoryIdempotencyMarks } from '../../../adapters/memory/ledger-marks.js';
import { MemoryChannel } from '../../../adapters/memory/memory-channel.js';
import type { ScriptedProcedure } from '../../../adapters/memory/memory-channel.js';
import { MemorySource } from '../../../adapters/memory/memory-source.js';
import { MemoryBatchLedger } from '../../../adapters/memory/store/memory-batch-ledger.js';
import { MemoryReviews } from '../../../adapters/memory/store/memory-reviews.js';
import { MemoryTables } from '../../../adapters/memory/store/memory-tables.js';
import type { Column, ViewName } from '../../../src/facade/binding.js';
import type { Catalogue } from '../../../src/facade/catalogue.js';
import { ManualClock } from '../../../src/kernel/manual-clock.js';
import type { DeliveryOutcome, ProcedureDelivery } from '../../../src/legacy/delivery.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { Observation } from '../../../src/observability/observation.js';
import type { LaneGuards } from '../../../src/protection/lanes/lane-bounds.js';
import { Lane } from '../../../src/protection/lanes/lane.js';
import type { DispatchContext } from '../../../src/write/dispatch/dispatch-context.js';
import { PresentRecords } from '../../../src/write/accept/precondition.js';
import { Dispatchers } from '../../../src/write/dispatch/dispatchers.js';
import type { Failpoint } from '../../../src/write/failpoint.js';
import { Journal } from '../../../src/write/journal.js';
import { OperatorDesk } from '../../../src/write/operators/operator-desk.js';
import { PreparedWrites } from '../../../src/write/prepare/prepared-write.js';
import { WritePath } from '../../../src/write/write-path.js';
import type { WriteRequest } from '../../../src/write/write-request.js';
import { DROP_TIMES, TIMES, VERIFY } from './times.js';
import { memorySides } from './memory-sides.js';
import { MortalBatchLedger, MortalLedger } from './mortal-ledger.js';
import { contoso } from '../../generated/generated-files.js';

/** How the ERP answers the next calls; the default books the order. */
export type ErpScript = (delivery: ProcedureDelivery, signal: AbortSignal) => Promise<DeliveryOutcome>;

const ORDER_COLUMNS: readonly Column[] = [
  { name: 'ORDNO', type: 'char(12)', nullable: false },
  { name: 'EXTREF', type: 'varchar(26)', nullable: true },
  { name: 'CUSTNO', type: 'char(10)', nullable: true },
  { name: 'ORDCUR', type: 'char(3)', nullable: true },
  { name: 'ORDDAT', type: 'decimal(8,0)', nullable: true },
  { name: 'ORDTIM', type: 'decimal(6,0)', nullable: true },
];
const BEAT_COLUMNS: readonly Column[] = [{ name: 'BEATAT', type: 'datetime2(7)', nullable: true }];

export { TIMES, VERIFY };

/** A worker that can be dropped. */
export interface Worker {
  readonly dispatchers: Dispatchers;
  /** Counts of failpoints passed. */
  readonly passed: Map<Failpoint, number>;
}

class BenchRecords extends PresentRecords {
  constructor(readonly find: PresentRecords['find']) {
    super();
  }
}

export class WriteBench {
  readonly clock = new ManualClock();
  readonly observed: Observation[] = [];
  readonly tables = new MemoryTables();
  readonly ledger = new MemoryLedger(this.tables);
  /** Calls that reached the ERP, in order. */
  readonly calls: ProcedureDelivery[] = [];
  /** Orders the ERP holds: number and reference. What the replica shows. */
  readonly orders: LegacyValue[][] = [];
  /** False: the replica stands still, heartbeat included. */
  beating = true;
  readonly catalogue: Catalogue;
  readonly writes: PreparedWrites;
  journal: Journal;
  path: WritePath;
  desk: OperatorDesk;
  script: ErpScript = (delivery) => Promise.resolve(this.book(delivery));
  /** How a procedure answers that is asked what became of a command. */
  answer: ErpScript = () => Promise.resolve({ kind: 'nothing-done', reason: 'nobody is there' });
  /** What writes with If-Match are compared with. */
  findRecord: PresentRecords['find'] = () => Promise.resolve(undefined);
  /** Of the channel: most calls at once. */
  connections = 4;
  /** What stands in the lanes of the next process, by name. */
  guards: ReadonlyMap<string, LaneGuards> = new Map();
  #worker = 0;
  /** The closed time of now, in epoch milliseconds. */
  closed: DispatchContext['closed'] = () => undefined;
  /** When the next closed time begins, in epoch milliseconds. */
  nextClosing: DispatchContext['nextClosing'] = () => undefined;
  #process: MortalLedger;

  constructor(catalogue: Catalogue = contoso()) {
    this.catalogue = catalogue;
    this.writes = new PreparedWrites(catalogue);
    this.#process = new MortalLedger(this.ledger);
    this.journal = this.#journal();
    this.path = this.#path();
    this.desk = new OperatorDesk(this.journal);
  }

  /** Books an order as the procedure does: a second call makes a second order. */
  book(delivery: ProcedureDelivery): DeliveryOutcome {
    const number = this.bookFor(inputOf(delivery, 'CustNo'), delivery.commandId);
    return { kind: 'answered', returnStatus: 0, outputs: new Map([['OrdNo', number.padEnd(12)]]) };
  }

  /** Books an order for a customer, as others do who have no command; returns its number. */
  bookFor(customer: LegacyValue, reference: string | null = null): string {
    const number = `SO-${100_000 + this.orders.length}`;
    const [day = '', time = ''] = this.#copenhagen().split('T');
    const stamp = [day.replaceAll('-', ''), String(Number(time.slice(0, 8).replaceAll(':', '')))];
    this.orders.push([number.padEnd(12), reference, customer, 'DKK', ...stamp]);
    return number;
  }

  /** A request for an order of this customer. */
  request(key: string, customerId = 'C10001', more: Partial<WriteRequest> = {}): WriteRequest {
    const body = { customerId, currency: 'DKK', lines: [{ itemId: 'B-6204', quantity: '2' }] };
    return {
      version: 'v1',
      operation: 'orders.create',
      clientId: 'shop',
      path: '/v1/orders',
      body: Buffer.from(JSON.stringify(body)),
      idempotencyKeys: [key],
      correlationId: `c-${key}`,
      ...more,
    };
  }

  /** Accepts an order and gives back the id of its command. */
  async accept(key: string, customerId = 'C10001'): Promise<string> {
    return (await this.path.accept(this.request(key, customerId))).found.command.id;
  }

  /** A fresh process over the same ledger: new journal, new channel, new lanes. `crashAt` never goes past that step. */
  async start(crashAt?: Failpoint): Promise<Worker> {
    this.#worker += 1;
    this.#process = new MortalLedger(this.ledger);
    const own = this.#process;
    this.journal = this.#journal();
    this.path = this.#path();
    this.desk = new OperatorDesk(this.journal);
    const passed = new Map<Failpoint, number>();
    const dispatchers = new Dispatchers({
      journal: this.journal,
      batches: new MortalBatchLedger(new MemoryBatchLedger(this.tables), own.life),
      reviews: new MemoryReviews(this.tables),
      writes: this.writes,
      clock: this.clock,
      observe: (observation) => this.observed.push(observation),
      random: () => 0.5,
      channels: new Map([['procedures', this.#channel()]]),
      drops: memorySides(this.catalogue, this.clock),
      channelBindings: this.catalogue.channels,
      lanes: this.#lanes(),
      limits: this.catalogue.lanes,
      sources: new Map([['replica', this.#source()]]),
      sourceBindings: this.catalogue.sources,
      times: TIMES,
      dropTimes: DROP_TIMES,
      verify: VERIFY,
      closed: (channel, now) => this.closed(channel, now),
      nextClosing: (channel, now) => this.nextClosing(channel, now),
      worker: `worker-${this.#worker}`,
      failpoint: (name) => {
        passed.set(name, (passed.get(name) ?? 0) + 1);
        if (name !== crashAt) return undefined;
        own.life.dead = true;
        return new Promise<void>(() => undefined);
      },
    });
    await dispatchers.start();
    return { dispatchers, passed };
  }

  /** The process of now is gone without a word. */
  die(): void {
    this.#process.life.dead = true;
  }

  /** Lets everything that is under way go as far as it can without time passing. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Moves time on in steps, letting the work run between them. */
  async pass(ms: number, stepMs = 500): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(stepMs, left));
      await this.settle();
    }
  }

  /** The states a command went through. */
  async states(id: string): Promise<readonly string[]> {
    return ((await this.ledger.find(id))?.history ?? []).map(({ state }) => state);
  }

  async state(id: string): Promise<string | undefined> {
    return (await this.ledger.find(id))?.command.state;
  }

  /** Orders the ERP holds for a command. */
  effects(id: string): number {
    return this.orders.filter(([, reference]) => reference === id).length;
  }

  #journal(): Journal {
    return new Journal(this.#process, this.clock, (observation) => this.observed.push(observation));
  }

  #path(): WritePath {
    const marks = new MemoryIdempotencyMarks(this.ledger);
    const records = new BenchRecords((sought) => this.findRecord(sought));
    return new WritePath({ journal: this.journal, writes: this.writes, clock: this.clock, marks, records });
  }

  #channel(): MemoryChannel {
    const run: ErpScript = (delivery, signal) => {
      this.calls.push(delivery);
      return this.script(delivery, signal);
    };
    const answer: ErpScript = (call, signal) => this.answer(call, signal);
    const procedures = [...this.catalogue.commandBindings.values()].flatMap(({ delivery }) => [
      ...(delivery.kind === 'procedure' ? [scripted(delivery.procedure, run)] : []),
      ...(delivery.verify?.kind === 'procedure' ? [scripted(delivery.verify.procedure, answer)] : []),
    ]);
    return new MemoryChannel(procedures, this.connections, () => this.clock.now());
  }

  #source(): MemorySource {
    const beat = (): LegacyValue => this.#beat();
    return new MemorySource([
      { view: { schema: 'api', name: 'Orders' }, columns: ORDER_COLUMNS, rows: this.orders },
      {
        view: { schema: 'api', name: 'Heartbeat' },
        columns: BEAT_COLUMNS,
        get rows() {
          return [[beat()]];
        },
      },
    ]);
  }

  #stoodAt: number | undefined;

  /** Copenhagen's wall clock, an hour ahead of UTC in November. */
  #beat(): string {
    if (this.beating) this.#stoodAt = undefined;
    else this.#stoodAt ??= this.clock.now();
    return this.#copenhagen(this.#stoodAt).replace(/\.?0+$/, '');
  }

  #copenhagen(at = this.clock.now()): string {
    return new Date(at + 3_600_000).toISOString().replace('Z', '');
  }

  #lanes(): ReadonlyMap<string, Lane> {
    return new Map(
      [...this.catalogue.lanes].map(([name, { concurrency, queue, waitMs }]) => [
        name,
        new Lane(
          { name, concurrency, queue, waitMs },
          this.clock,
          (observation) => this.observed.push(observation),
          this.guards.get(name),
        ),
      ]),
    );
  }
}

function scripted(procedure: ViewName, run: ErpScript): ScriptedProcedure {
  return { shape: { procedure, parameters: [] }, run };
}

/** The value of an input parameter. */
function inputOf({ parameters }: ProcedureDelivery, name: string): LegacyValue {
  const found = parameters.find((each) => each.kind === 'input' && each.parameter.name === name);
  return found?.kind === 'input' ? found.value : null;
}
