// How much slower a long past makes the ledger: appending and claiming beside a million settled commands, against an
// empty store. Run by itself: `node dist/bench/ledger-size.js [commands] [rounds]`.
// It must never compare by the clock alone: syncs of the disk and other programs make wall times wander.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteLedger } from '../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqliteStore } from '../adapters/sqlite/store/sqlite-store.js';
import type { AuditEntry } from '../src/audit/audit-entry.js';
import type { NewCommand } from '../src/write/ledger.port.js';

const [settled = 1_000_000, rounds = 5] = process.argv.slice(2).map(Number);
const APPENDS = 20_000;
const AT_ONCE = 64;
const NOW = '2026-11-20T12:00:00.000Z';
const LEASE = '2026-11-20T12:00:30.000Z';

/** Settled commands of fifty clients, a third of them about the same few thousand customers, each with its history. */
const FILL = `
BEGIN;
CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${settled}) SELECT i FROM n;
INSERT INTO command (seq, id, client_id, version, operation, resource, binding_digest, order_key, when_parked, channel,
  correlation_id, accepted_at, fingerprint, state, changed_at, fence, attempts, result, blocking, in_flight, turn,
  settled_at, mark_digest)
SELECT i, printf('01JA%022d', i), 'client-' || (i % 50), 'v1', 'orders.create', 'orders', hex(zeroblob(32)),
  iif(i % 3 = 0, 'customers/C' || (abs(random()) % 5000), printf('orders/01JA%022d', i)), 'block', 'main',
  hex(randomblob(16)), '${NOW}', hex(randomblob(21)), 'succeeded', '${NOW}', 1, 1, '{"orderNo":"SO-' || i || '"}', 0, 0, 0,
  1763640000000 + i, randomblob(16) FROM n;
INSERT INTO payload (seq, input) SELECT i, printf('{"customerId":"C%d","note":"%s"}', i, hex(zeroblob(120))) FROM n;
INSERT INTO mark (digest, seq) SELECT mark_digest, seq FROM command ORDER BY mark_digest;
INSERT INTO history (seq, step, at, state, by)
SELECT i, s.column1, '${NOW}', s.column2, 'gateway' FROM n, (VALUES (1, 'accepted'), (2, 'leased'), (3, 'delivering'), (4, 'succeeded')) s;
INSERT INTO audit (action, subject, entry)
SELECT 'command.accept', printf('command/01JA%022d', i), printf('{"at":"${NOW}","subject":"%s"}', hex(zeroblob(90))) FROM n;
COMMIT;
`;

function write(number: number): NewCommand {
  const id = `01JB${String(number).padStart(22, '0')}`;
  const clientId = `client-${number % 50}`;
  const orderKey = number % 3 === 0 ? `customers/C${(number * 7_919) % 5_000}` : `orders/${id}`;
  const audit: AuditEntry = {
    ...{ at: NOW, action: 'command.accept', subject: `command/${id}`, outcome: 'done' },
    ...{ actor: { kind: 'client', id: clientId }, correlationId: id, detail: { operation: 'orders.create' } },
  };
  return {
    command: {
      ...{ id, clientId, version: 'v1', operation: 'orders.create', resource: 'orders', orderKey, acceptedAt: NOW },
      input: { customerId: `C${number}`, note: 'n'.repeat(240) },
      ...{ bindingDigest: '0'.repeat(64), whenParked: 'block', channel: 'main', correlationId: id },
    },
    state: 'accepted',
    mark: { clientId, operation: 'orders.create', key: `key-${number}`, fingerprint: 'f'.repeat(43) },
    audit,
  };
}

/** Microseconds of CPU, of all threads, and of time per piece of work. */
interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

type Costs = Readonly<Record<'append' | 'claim', Cost>>;

async function cost(pieces: number, work: () => Promise<unknown>): Promise<Cost> {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / pieces, wall: ((performance.now() - start) * 1000) / pieces };
}

async function appends(ledger: SqliteLedger, first: number): Promise<void> {
  let next = first;
  const caller = async (): Promise<void> => {
    while (next < first + APPENDS) await ledger.append(write(next++));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
}

async function claims(ledger: SqliteLedger): Promise<void> {
  for (let claimed = 0; claimed < APPENDS / 2;) {
    const request = { channel: 'main', most: 50, worker: 'bench', now: NOW, leaseUntil: LEASE };
    const commands = await ledger.claim(request);
    if (commands.length === 0) return;
    claimed += commands.length;
  }
}

async function measure(folder: string, first: number): Promise<Costs> {
  await using store = await SqliteStore.open(folder);
  const ledger = new SqliteLedger(store);
  const append = await cost(APPENDS, () => appends(ledger, first));
  const claim = await cost(APPENDS / 2, () => claims(ledger));
  return { append, claim };
}

async function filled(folder: string): Promise<string> {
  await (await SqliteStore.open(folder)).close();
  using database = new DatabaseSync(join(folder, 'store.db'));
  database.exec('PRAGMA synchronous = OFF');
  database.exec(FILL);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return folder;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function told(name: string, empty: readonly Cost[], full: readonly Cost[]): string {
  const parts = (['cpu', 'wall'] as const).map((kind) => {
    const [before, after] = [empty, full].map((costs) => median(costs.map((each) => each[kind])));
    const slower = (100 * ((after ?? NaN) / (before ?? NaN) - 1)).toFixed(1);
    return `${kind} ${(before ?? NaN).toFixed(1)} -> ${(after ?? NaN).toFixed(1)} us (${slower} %)`;
  });
  return `${name}: ${parts.join(', ')}`;
}

async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'banyan-ledger-size-'));
  try {
    const full = await filled(join(root, 'full'));
    const results: Readonly<Record<'empty' | 'full', Costs>>[] = [];
    await measure(join(root, 'warm-up'), 0);
    for (let round = 0; round < rounds; round += 1) {
      const sides = {
        empty: () => measure(join(root, `empty-${round}`), 0),
        full: () => measure(full, (round + 1) * 1_000_000),
      };
      if (round % 2 === 0) results.push({ empty: await sides.empty(), full: await sides.full() });
      else results.push({ full: await sides.full(), empty: await sides.empty() });
    }
    for (const what of ['append', 'claim'] as const) {
      const sides = (['empty', 'full'] as const).map((side) => results.map((each) => each[side][what]));
      process.stdout.write(`${told(what, sides[0] ?? [], sides[1] ?? [])}\n`);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

await main();
