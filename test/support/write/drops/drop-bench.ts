// File drops with everything around them in memory: ledgers, a server's folders, the ERP's batch job, a clock that stands
// still. A process can die between any two steps; the next one is started over the same ledgers and folders.
import { MemoryDropPlace } from '../../../../adapters/memory/drops/memory-drop-place.js';
import { MemoryIdempotencyMarks } from '../../../../adapters/memory/ledger-marks.js';
import { MemoryLedger } from '../../../../adapters/memory/ledger.js';
import { MemorySource } from '../../../../adapters/memory/memory-source.js';
import { MemoryAuditLog } from '../../../../adapters/memory/store/memory-audit-log.js';
import { MemoryBatchLedger } from '../../../../adapters/memory/store/memory-batch-ledger.js';
import { MemoryReviews } from '../../../../adapters/memory/store/memory-reviews.js';
import { MemoryTables } from '../../../../adapters/memory/store/memory-tables.js';
import type { AuditLog } from '../../../../src/audit/audit-log.port.js';
import type { Catalogue } from '../../../../src/facade/catalogue.js';
import { ManualClock } from '../../../../src/kernel/manual-clock.js';
import type { LegacyRow } from '../../../../src/legacy/legacy-value.js';
import type { Observation } from '../../../../src/observability/observation.js';
import type { LaneGuards } from '../../../../src/protection/lanes/lane-bounds.js';
import { Lane } from '../../../../src/protection/lanes/lane.js';
import type { Command } from '../../../../src/write/command.js';
import type { Closing, DispatchContext } from '../../../../src/write/dispatch/dispatch-context.js';
import { Dispatchers } from '../../../../src/write/dispatch/dispatchers.js';
import type { Batch } from '../../../../src/write/drops/batch.js';
import type { BatchLedger } from '../../../../src/write/drops/batch-ledger.port.js';
import type { ReviewItem, Reviews } from '../../../../src/write/drops/review.port.js';
import type { Failpoint } from '../../../../src/write/failpoint.js';
import { Journal } from '../../../../src/write/journal.js';
import type { IdempotencyMarks, Ledger } from '../../../../src/write/ledger.port.js';
import { OperatorDesk } from '../../../../src/write/operators/operator-desk.js';
import { PreparedWrites } from '../../../../src/write/prepare/prepared-write.js';
import { WritePath } from '../../../../src/write/write-path.js';
import { memorySides } from '../memory-sides.js';
import { Life, MortalBatchLedger, MortalLedger } from '../mortal-ledger.js';
import { DROP_TIMES, TIMES, VERIFY } from '../times.js';
import { BatchJob } from './batch-job.js';
import { AMENDMENTS, INBOX, REPLICA, dropCatalogue } from './drop-catalogue.js';
import type { DropWords } from './drop-catalogue.js';
import { mortalSides } from './mortal-sides.js';

/** One store, seen through its ports. */
export interface DropStores {
  readonly ledger: Ledger;
  readonly marks: IdempotencyMarks;
  readonly batches: BatchLedger;
  readonly reviews: Reviews;
  readonly audit: AuditLog;
}

function memoryStores(): DropStores {
  const tables = new MemoryTables();
  const ledger = new MemoryLedger(tables);
  return {
    ledger,
    marks: new MemoryIdempotencyMarks(ledger),
    batches: new MemoryBatchLedger(tables),
    reviews: new MemoryReviews(tables),
    audit: new MemoryAuditLog(tables),
  };
}

export class DropBench {
  readonly clock = new ManualClock();
  readonly observed: Observation[] = [];
  readonly ledger: Ledger;
  readonly batches: BatchLedger;
  readonly reviews: Reviews;
  readonly audit: AuditLog;
  readonly place = new MemoryDropPlace();
  readonly job = new BatchJob(this.place, () => this.clock.now());
  /** Amendments that the replica shows: command and revision. */
  readonly shown: LegacyRow[] = [];
  /** What the calendar says. */
  closing: Closing | undefined;
  closesAt: () => number | undefined = () => undefined;
  /** Happens just before the gateway looks for a file. */
  onLook: () => void = () => undefined;
  /** A process has died where it was told to. */
  onDeath: () => void = () => undefined;
  /** What stands in the lanes of the next process, by name. */
  guards: ReadonlyMap<string, LaneGuards> = new Map();
  catalogue: Catalogue;
  journal: Journal;
  path: WritePath;
  desk: OperatorDesk;
  #life = new Life();
  #workers = 0;

  constructor(
    words: DropWords = {},
    private readonly stores: DropStores = memoryStores(),
  ) {
    ({ ledger: this.ledger, batches: this.batches, reviews: this.reviews, audit: this.audit } = stores);
    this.catalogue = dropCatalogue(words);
    this.journal = this.#journal();
    this.path = this.#path();
    this.desk = new OperatorDesk(this.journal);
  }

  /** Accepts an amendment of an order and gives back the id of its command. */
  async amend(order: string, note: string | null = 'a note', key = `k-${++this.#keys}`): Promise<string> {
    const body = Buffer.from(JSON.stringify({ note }));
    return this.#accept({ operation: 'orders.amend', path: `/v1/orders/${order}`, key: order, body }, key);
  }

  /** Accepts a count of stock. */
  async count(quantity: number, key = `k-${++this.#keys}`): Promise<string> {
    const body = Buffer.from(JSON.stringify({ quantity }));
    return this.#accept({ operation: 'counts.create', path: '/v1/counts', body }, key);
  }

  #keys = 0;

  async #accept(
    what: { readonly operation: string; readonly path: string; readonly key?: string; readonly body: Buffer },
    key: string,
  ): Promise<string> {
    const request = { version: 'v1', clientId: 'shop', correlationId: `c-${key}`, idempotencyKeys: [key], ...what };
    const { found } = await this.path.accept(request);
    this.clock.advance(1);
    return found.command.id;
  }

  /** Starts, and has amendments of so many orders published and taken in by a batch job that says nothing yet. */
  async takenIn(orders: number): Promise<readonly string[]> {
    await this.start();
    const ids: string[] = [];
    for (let index = 0; index < orders; index += 1) ids.push(await this.amend(`SO-${index}`));
    await this.pass(6_000);
    this.job.takeIn();
    return ids;
  }

  /** The same of one order. */
  async oneTakenIn(): Promise<string> {
    const [id = ''] = await this.takenIn(1);
    return id;
  }

  /** A fresh process over the same ledgers and folders. With `crashAt` it never goes past that step. */
  async start(crashAt?: Failpoint, failpoint: DispatchContext['failpoint'] = () => undefined): Promise<Dispatchers> {
    this.die();
    this.#life = new Life();
    const life = this.#life;
    this.journal = this.#journal();
    this.path = this.#path();
    this.desk = new OperatorDesk(this.journal);
    const stopAt: DispatchContext['failpoint'] = (name, subject) => {
      if (name !== crashAt) return failpoint(name, subject);
      life.dead = true;
      this.onDeath();
      return new Promise<void>(() => undefined);
    };
    const dispatchers = new Dispatchers(this.#context(life, stopAt));
    await dispatchers.start();
    return dispatchers;
  }

  /** The process of now is gone without a word. */
  die(): void {
    this.#life.dead = true;
  }

  /** Lets everything that is under way go as far as it can without time passing. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Moves time on in steps, letting the work run between them. */
  async pass(ms: number, stepMs = 500): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(stepMs, left));
      await this.settle();
    }
  }

  async state(id: string): Promise<string | undefined> {
    return (await this.command(id))?.state;
  }

  async command(id: string): Promise<Command | undefined> {
    return (await this.ledger.find(id))?.command;
  }

  /** The states a command went through. */
  async states(id: string): Promise<readonly string[]> {
    return ((await this.ledger.find(id))?.history ?? []).map(({ state }) => state);
  }

  /** The newest batch of a queue. */
  async batch(queue = AMENDMENTS): Promise<Batch | undefined> {
    return (await this.batches.list({ queue, limit: 1 }))[0];
  }

  async batchesOf(queue = AMENDMENTS): Promise<readonly Batch[]> {
    return [...(await this.batches.list({ queue, limit: 100 }))].reverse();
  }

  async openReviews(): Promise<readonly ReviewItem[]> {
    return this.reviews.list({ open: true, limit: 1_000 });
  }

  /** Observations of one kind. */
  told<Kind extends Observation['kind']>(kind: Kind): readonly Extract<Observation, { kind: Kind }>[] {
    return this.observed.filter((each): each is Extract<Observation, { kind: Kind }> => each.kind === kind);
  }

  #journal(): Journal {
    return new Journal(new MortalLedger(this.ledger, this.#life), this.clock, (each) => this.observed.push(each));
  }

  #path(): WritePath {
    const { journal, clock, stores } = this;
    const writes = new PreparedWrites(this.catalogue);
    return new WritePath({ journal, writes, clock, marks: stores.marks, closed: () => this.closing });
  }

  #context(life: Life, failpoint: DispatchContext['failpoint']): DispatchContext {
    const observe = (each: Observation): void => void this.observed.push(each);
    const sides = memorySides(this.catalogue, this.clock, this.place, (stage, name) =>
      stage === 'written' ? undefined : failpoint(`publish:${stage}`, name),
    ).get(INBOX);
    if (sides === undefined) throw new Error('no inbox');
    this.#workers += 1;
    return {
      journal: this.journal,
      batches: new MortalBatchLedger(this.batches, life),
      reviews: this.reviews,
      writes: new PreparedWrites(this.catalogue),
      clock: this.clock,
      observe,
      random: () => 0.5,
      channels: new Map(),
      drops: new Map([[INBOX, mortalSides(sides, life, () => this.onLook())]]),
      channelBindings: this.catalogue.channels,
      lanes: new Map(
        [...this.catalogue.lanes].map(([name, limits]) => [
          name,
          new Lane({ name, ...limits }, this.clock, observe, this.guards.get(name)),
        ]),
      ),
      limits: this.catalogue.lanes,
      sources: new Map([[REPLICA, this.#source()]]),
      sourceBindings: this.catalogue.sources,
      times: TIMES,
      dropTimes: DROP_TIMES,
      verify: VERIFY,
      closed: () => this.closing,
      nextClosing: () => this.closesAt(),
      worker: `worker-${this.#workers}`,
      failpoint,
    };
  }

  #source(): MemorySource {
    const columns = [
      { name: 'REF', type: 'varchar(26)', nullable: true },
      { name: 'REVNO', type: 'int', nullable: true },
    ];
    return new MemorySource([{ view: { schema: 'api', name: 'Amendments' }, columns, rows: this.shown }]);
  }
}
