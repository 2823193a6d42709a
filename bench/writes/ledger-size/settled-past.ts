// Gives an empty store a long past: settled commands with everything that belongs to them, written by SQL.
// It must never write what the ledger would not: each is a copy of one that went its whole way through the ledger.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteLedger } from '../../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqliteStore } from '../../../adapters/sqlite/store/sqlite-store.js';
import type { Command, CommandState } from '../../../src/write/command.js';
import { CLAIM, newWrite, NOW } from './sample-writes.js';

/** What differs from the copied row, by table, for number `i`; every other column is as it was. */
const DIFFERENT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  command: {
    seq: 'n.i + 1',
    id: `printf('01D%023d', n.i)`,
    client_id: `'client-' || (n.i % 50)`,
    order_key: `iif(n.i % 3 = 0, 'customers/C' || (n.i * 7919 % 5000), 'orders/' || n.i)`,
    correlation_id: 'hex(randomblob(16))',
    fingerprint: 'hex(randomblob(21))',
    mark_digest: 'randomblob(16)',
    settled_at: 't.settled_at - 1000000000 + n.i',
  },
  payload: { seq: 'n.i + 1' },
  history: { seq: 'n.i + 1' },
  audit: { place: 'n.i + 1', subject: `printf('command/01D%023d', n.i)` },
};

const COPIED = ['command', 'payload', 'history', 'audit'];

/** Marks fall anywhere in their index, as they do in life. */
const MARKS = 'INSERT INTO mark (digest, seq) SELECT mark_digest, seq FROM command WHERE seq > 1';

/** Makes a store in `folder` with as many settled commands. */
export async function growPast(folder: string, commands: number): Promise<void> {
  await settleOne(folder);
  using database = new DatabaseSync(join(folder, 'store.db'));
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN');
  database.exec('CREATE TEMP TABLE n (i INTEGER PRIMARY KEY)');
  database
    .prepare(
      'INSERT INTO n WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ?) SELECT i FROM c',
    )
    .run(commands - 1);
  for (const table of COPIED) database.exec(copies(database, table));
  database.exec(`${MARKS}; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)`);
}

function copies(database: DatabaseSync, table: string): string {
  const columns = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  const names = columns.map(({ name }) => String(name));
  const values = names.map((name) => DIFFERENT[table]?.[name] ?? `t.${name}`);
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM n, ${table} t ORDER BY n.i`;
}

/** The first command of a new store, all the way. */
async function settleOne(folder: string): Promise<void> {
  await using store = await SqliteStore.open(folder);
  const ledger = new SqliteLedger(store);
  await ledger.append(newWrite(0));
  const [command] = await ledger.claim({ ...CLAIM, most: 1 });
  if (command === undefined) throw new Error('the ledger gave nothing to claim');
  const { fence } = command;
  const move = (from: CommandState, to: CommandState, brings: Partial<Pick<Command, 'result'>> = {}) =>
    ledger.move({ id: command.id, from, fence, to, entry: { at: NOW, state: to, by: 'gateway' }, ...brings });
  await move('leased', 'delivering');
  await move('delivering', 'succeeded', { result: { id: 'SO-100045' } });
}
