// The write path with everything around it in memory: the demo facade, the memory ledger, a scripted ERP that counts its
// effects, a clock that stands still. A dispatcher can be dropped between any two steps, as a power cut would.
import { MemoryLedger } from '../../../adapters/memory/ledger.js';
import { MemoryIdempotencyMarks } from '../../../adapters/memory/ledger-marks.js';
import { MemoryChannel } from '../../../adapters/memory/memory-channel.js';
import { MemorySource } from '../../../adapters/memory/memory-source.js';
import { MemoryBatchLedger } from '../../../adapters/memory/store/memory-batch-ledger.js';
import { MemoryReviews } from '../../../adapters/memory/store/memory-reviews.js';
import { MemoryTables } from '../../../adapters/memory/store/memory-tables.js';
import type { Column } from '../../../src/facade/binding.js';
import type { Catalogue } from '../../../src/facade/catalogue.js';
import { ManualClock } from '../../../src/kernel/manual-clock.js';
import type { DeliveryOutcome, ProcedureDelivery } from '../../../src/legacy/delivery.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { Observation } from '../../../src/observability/observation.js';
import { Lane } from '../../../src/protection/lane.js';
import type { DispatchContext } from '../../../src/write/dispatch/dispatch-context.js';
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
];
const BEAT_COLUMNS: readonly Column[] = [{ name: 'BEATAT', type: 'datetime2(7)', nullable: true }];

export { TIMES, VERIFY };

/** A worker that can be dropped. */
export interface Worker {
  readonly dispatchers: Dispatchers;
  /** Counts of failpoints passed. */
  readonly passed: Map<Failpoint, number>;
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
  #worker = 0;
  /** The closed time of now, in epoch milliseconds. */
  closed: DispatchContext['closed'] = () => undefined;
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
    const number = `SO-${100_000 + this.orders.length}`;
    this.orders.push([number.padEnd(12), delivery.commandId]);
    return { kind: 'answered', returnStatus: 0, outputs: new Map([['OrdNo', number.padEnd(12)]]) };
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
      nextClosing: () => undefined,
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
    return new WritePath({ journal: this.journal, writes: this.writes, clock: this.clock, marks });
  }

  #channel(): MemoryChannel {
    const run: ErpScript = (delivery, signal) => {
      this.calls.push(delivery);
      return this.script(delivery, signal);
    };
    const names = [...this.catalogue.commandBindings.values()].flatMap(({ delivery }) =>
      delivery.kind === 'procedure' ? [delivery.procedure] : [],
    );
    return new MemoryChannel(names.map((procedure) => ({ shape: { procedure, parameters: [] }, run })));
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
    const at = (this.#stoodAt ?? this.clock.now()) + 3_600_000;
    return new Date(at)
      .toISOString()
      .replace('Z', '')
      .replace(/\.?0+$/, '');
  }

  #lanes(): ReadonlyMap<string, Lane> {
    return new Map(
      [...this.catalogue.lanes].map(([name, { concurrency, queue, waitMs }]) => [
        name,
        new Lane({ name, concurrency, queue, waitMs }, this.clock, (observation) => this.observed.push(observation)),
      ]),
    );
  }
}
