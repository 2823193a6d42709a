// The door of the write path over a small landscape of its own: orders that name customers and items, a replica in
// memory whose age is a matter of the test, a calendar that the test closes. Nothing is delivered here.
import { MemoryIdempotencyMarks } from '../../../adapters/memory/ledger-marks.js';
import { MemoryLedger } from '../../../adapters/memory/ledger.js';
import { MemorySource } from '../../../adapters/memory/memory-source.js';
import { MemoryAuditLog } from '../../../adapters/memory/store/memory-audit-log.js';
import { MemoryTables } from '../../../adapters/memory/store/memory-tables.js';
import type { ReferenceRule } from '../../../src/facade/binding-of-commands.js';
import type { Column } from '../../../src/facade/binding.js';
import { ManualClock } from '../../../src/kernel/manual-clock.js';
import type { LegacyRow } from '../../../src/legacy/legacy-value.js';
import type { ReadPlan } from '../../../src/legacy/read-plan.js';
import { Problem } from '../../../src/problems/problem.js';
import { Lane } from '../../../src/protection/lanes/lane.js';
import type { AcceptServices } from '../../../src/write/accept/accept.js';
import { ReferencesAtSource } from '../../../src/write/references/references-at-source.js';
import { Journal } from '../../../src/write/journal.js';
import { PreparedWrites } from '../../../src/write/prepare/prepared-write.js';
import { WritePath } from '../../../src/write/write-path.js';
import type { WriteRequest } from '../../../src/write/write-request.js';
import { REPLICA, smallWrites } from './small-writes.js';

const CUSTOMER_COLUMNS: readonly Column[] = [
  { name: 'CUSTNO', type: 'char(10)', nullable: false },
  { name: 'CUSTST', type: 'char(1)', nullable: false },
  { name: 'DELFLG', type: 'char(1)', nullable: false },
];
const ITEM_COLUMNS: readonly Column[] = [{ name: 'ITEMNO', type: 'int', nullable: false }];
const BEAT_COLUMNS: readonly Column[] = [{ name: 'BEATAT', type: 'datetime2(3)', nullable: true }];

/** Bounds of looking at references, in milliseconds. */
export const TIMES = { timeoutMs: 1_000, freshMs: 60_000 };

/** Everything around accepting. */
export class SmallDoor {
  readonly clock = new ManualClock();
  readonly tables = new MemoryTables();
  readonly audit = new MemoryAuditLog(this.tables);
  readonly ledger = new MemoryLedger(this.tables);
  readonly journal = new Journal(this.ledger, this.clock, () => undefined);
  /** What the replica shows; number padded as a char column is. */
  readonly customers: LegacyRow[] = [
    ['C1'.padEnd(10), 'A', 'N'],
    ['C2'.padEnd(10), 'H', 'N'],
    ['C3'.padEnd(10), '?', 'N'],
    ['C4'.padEnd(10), 'A', 'J'],
  ];
  readonly items: LegacyRow[] = [[1], [2]];
  /** How far the replica is behind, in milliseconds; undefined: it does not say. */
  behindMs: number | undefined = 5_000;
  /** What was asked of the replica. */
  readonly plans: ReadPlan[] = [];
  /** Runs before each answer of the replica; may throw or wait for the signal. */
  before: (plan: ReadPlan, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  closed: NonNullable<AcceptServices['closed']> = () => undefined;
  readonly path: WritePath;

  constructor(references: readonly ReferenceRule[]) {
    const catalogue = smallWrites(references);
    const lane = new Lane({ name: REPLICA, concurrency: 2, queue: 0, waitMs: 100 }, this.clock, () => undefined);
    const outside = {
      clock: this.clock,
      sources: new Map([[REPLICA, this.#source()]]),
      sourceBindings: catalogue.sources,
      lanes: new Map([[REPLICA, lane]]),
    };
    this.path = new WritePath({
      journal: this.journal,
      marks: new MemoryIdempotencyMarks(this.ledger),
      writes: new PreparedWrites(catalogue),
      clock: this.clock,
      closed: (channel, now) => this.closed(channel, now),
      references: new ReferencesAtSource(catalogue, outside, TIMES),
    });
  }

  /** A request for an order; `lines` are numbers of items. */
  request(
    key: string,
    customerId: string,
    lines: readonly number[] = [1],
    more: Partial<WriteRequest> = {},
  ): WriteRequest {
    const body = { customerId, lines: lines.map((itemId) => ({ itemId })) };
    return {
      ...{ version: 'v1', operation: 'orders.create', clientId: 'shop', path: '/v1/orders', correlationId: `c-${key}` },
      ...{ body: Buffer.from(JSON.stringify(body)), idempotencyKeys: [key], ...more },
    };
  }

  /** The state of the command, or the problem that was thrown. */
  async outcome(request: WriteRequest): Promise<string | Problem> {
    try {
      return (await this.path.accept(request)).found.command.state;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  }

  /** Views of the replica that were asked, in order. */
  asked(): readonly string[] {
    return this.plans.map(({ view }) => view.name);
  }

  #source(): MemorySource {
    const beat = (): LegacyRow => [
      this.behindMs === undefined ? null : new Date(this.clock.now() - this.behindMs).toISOString().replace('Z', ''),
    ];
    const views = [
      { view: { schema: 'api', name: 'Customers' }, columns: CUSTOMER_COLUMNS, rows: this.customers },
      { view: { schema: 'api', name: 'Items' }, columns: ITEM_COLUMNS, rows: this.items },
      {
        view: { schema: 'api', name: 'Heartbeat' },
        columns: BEAT_COLUMNS,
        get rows() {
          return [beat()];
        },
      },
    ];
    return new MemorySource(views, (plan, signal) => {
      this.plans.push(plan);
      return this.before(plan, signal);
    });
  }
}
