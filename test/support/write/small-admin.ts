// The administration listener over the small door, with every desk there is and stores in memory.
import { MemoryCalendarOverrides } from '../../../adapters/memory/calendar-overrides.js';
import { MemoryCredentialUsages } from '../../../adapters/memory/credential-usages.js';
import { MemoryAuditChain } from '../../../adapters/memory/store/memory-audit-chain.js';
import { MemoryBatchLedger } from '../../../adapters/memory/store/memory-batch-ledger.js';
import { MemoryPayloads } from '../../../adapters/memory/store/memory-payloads.js';
import { MemoryReviews } from '../../../adapters/memory/store/memory-reviews.js';
import { AuditDesk } from '../../../src/audit/audit-desk.js';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { createAdminApp } from '../../../src/admin/admin-server.js';
import type { AdministratorGate } from '../../../src/admin/guard/administrator-gate.js';
import type { RegisteredRoute } from '../../../src/admin/guard/collect-routes.js';
import { FailureThrottle } from '../../../src/api/token/failure-throttle.js';
import { UsageTracker } from '../../../src/credentials/usage/usage-tracker.js';
import { identityDesks } from '../admin/identity-desks.js';
import { createMetrics } from '../../../src/observability/metrics/metrics.js';
import { CalendarDesk } from '../../../src/protection/calendar/calendar-desk.js';
import { OpenHours } from '../../../src/protection/calendar/open-hours.js';
import { BatchJournal } from '../../../src/write/batching/batch-journal.js';
import { BatchDesk } from '../../../src/write/drops/batch-desk.js';
import { OperatorDesk } from '../../../src/write/operators/operator-desk.js';
import { ErasureDesk } from '../../../src/write/operators/erasure-desk.js';
import { ReviewDesk } from '../../../src/write/operators/review-desk.js';
import { makeSecret } from '../../../src/credentials/secret.js';
import { ProtectedContoso } from '../protection/protected-contoso.js';
import { gateFor } from './one-administrator.js';
import { SmallDoor } from './small-door.js';
import { CHANNEL } from './small-writes.js';

const ANNA = makeSecret();
const BEN = makeSecret();
/** What the administrators anna and ben prove themselves with. */
export const TOKEN = ANNA.text;
export const OTHER_TOKEN = BEN.text;
/** The batch that can be parked. */
export const BATCH = '01JD5Y6Q7R8S9T0V1W2X3Y4Z5B';

/** It is 12:00; every channel is closed until 14:00. */
const CALENDAR = {
  timezone: 'UTC',
  windows: [{ name: 'batch', days: [1, 2, 3, 4, 5, 6, 7], from: '11:00', to: '14:00', reads: 'open', writes: 'hold' }],
} as const;

/** A running listener; dispose it at the end. */
export interface SmallAdmin extends AsyncDisposable {
  readonly door: SmallDoor;
  readonly url: string;
  readonly reviews: MemoryReviews;
  readonly batches: MemoryBatchLedger;
  readonly hours: OpenHours;
  /** Of the demo facade; nothing is asked through it. */
  readonly protection: ProtectedContoso;
  readonly gate: AdministratorGate;
  readonly routes: readonly RegisteredRoute[];
  /** Accepts an order, seals it into BATCH and parks that, with the moves a gateway would make; the command's id. */
  readonly parkBatch: () => Promise<string>;
}

/** Starts it on a free port. */
export async function startSmallAdmin(): Promise<SmallAdmin> {
  const door = new SmallDoor([]);
  const { tables, journal, clock, audit } = door;
  const observe = (): void => undefined;
  const reviews = new MemoryReviews(tables);
  const batches = new MemoryBatchLedger(tables);
  const hours = await OpenHours.open(CALENDAR, new MemoryCalendarOverrides());
  const protection = new ProtectedContoso({ clock, audit, hours });
  const counted = new ThrottlerStorageService();
  const failures = new FailureThrottle(counted);
  const known = await gateFor({ anna: ANNA, ben: BEN }, { clock, audit, failures, tables });
  const usages = new MemoryCredentialUsages(known.clients);
  const usage = await UsageTracker.open({ clients: known.clients, usages, clock, observe });
  const gate = { ...known, usage };
  const app = await createAdminApp({
    readiness: { sources: () => new Map(), warnings: () => [], stopping: () => false },
    metrics: createMetrics({ operations: [], versions: [], processMetrics: false }),
    ...{ clock, observe },
    administration: {
      gate,
      desks: {
        ...(await identityDesks(gate, { clock, audit }, (id) => usage.lastUse(id))),
        commands: { desk: new OperatorDesk(journal, audit), mask: () => '***' },
        erasure: new ErasureDesk({ payloads: new MemoryPayloads(tables), journal, clock }),
        batches: new BatchDesk({ batches: new BatchJournal({ batches, journal, clock, observe }), journal }),
        reviews: new ReviewDesk(reviews, clock),
        calendar: new CalendarDesk({ hours, audit, clock, channels: [CHANNEL] }),
        protection: protection.desk,
        audit: new AuditDesk({ log: audit, chain: new MemoryAuditChain(tables), clock }),
      },
    },
  });
  const url = await app.listen();
  const parkBatch = (): Promise<string> => sealAndPark(door, batches);
  const close = async (): Promise<void> => {
    await app.close();
    counted.onApplicationShutdown();
    await usage.stop();
  };
  const { routes } = app;
  return { door, url, reviews, batches, hours, protection, gate, routes, parkBatch, [Symbol.asyncDispose]: close };
}

async function sealAndPark(door: SmallDoor, batches: MemoryBatchLedger): Promise<string> {
  const { found } = await door.path.accept(door.request('k-1', 'C1'));
  const now = door.journal.instant();
  const leaseUntil = door.journal.instant(30_000);
  const [leased] = await door.journal.claim({ channel: CHANNEL, most: 1, worker: 'w', now, leaseUntil });
  const batch = {
    ...{ id: BATCH, queue: CHANNEL, sequence: 1, date: '2026-11-20', fileName: 'A1.DAT', sha256: 'abc', sealedAt: now },
    members: [{ commandId: found.command.id, line: 1, businessKey: 'SO-1' }],
  };
  await batches.seal({ batch, bytes: Buffer.from('secret words'), fences: [leased?.fence ?? 0] }, undefined);
  const step = { id: BATCH, entry: { at: now, by: 'gateway' } };
  await batches.move({
    ...step,
    from: 'sealed',
    fence: 0,
    to: 'delivering',
    leaseUntil,
    entry: { ...step.entry, state: 'delivering' },
  });
  await batches.move({
    ...step,
    from: 'delivering',
    fence: 1,
    to: 'parked',
    parkedReason: 'no proof',
    entry: { ...step.entry, state: 'parked' },
  });
  return found.command.id;
}
