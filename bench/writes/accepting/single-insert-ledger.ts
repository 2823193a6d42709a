// What a gateway without a group commit would do: one INSERT and one sync per accepted request, on the main thread.
// It keeps as little as a ledger could: one row with everything in it. It must never be less durable than the real one.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openForReading, openForWriting } from '../../../adapters/sqlite/store/connections.js';
import { newCommand } from '../../../src/write/command-after-move.js';
import type { Command } from '../../../src/write/command.js';
import type { Appended, CommandWithHistory, NewCommand } from '../../../src/write/ledger.port.js';
import { firstEntry, ForgetfulLedger } from './forgetful-ledger.js';

const SCHEMA = `
CREATE TABLE accepted (
  mark TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  command TEXT NOT NULL,
  audit TEXT NOT NULL
) STRICT, WITHOUT ROWID`;

/** Commands in a table of their own; whatever is not accepting is left out as in the forgetful one. */
export class SingleInsertLedger extends ForgetfulLedger {
  readonly #insert: StatementSync;
  readonly #find: StatementSync;

  private constructor(database: DatabaseSync, reading: DatabaseSync) {
    super();
    this.#insert = database.prepare('INSERT INTO accepted (mark, id, command, audit) VALUES (?, ?, ?, ?)');
    this.#find = reading.prepare('SELECT command FROM accepted WHERE id = ?');
  }

  /** The same settings as the real one's, without a transaction around the statement: a commit and a sync each. */
  static open(file: string): SingleInsertLedger {
    const database = openForWriting(file);
    database.exec(SCHEMA);
    return new SingleInsertLedger(database, openForReading(file));
  }

  override append(entry: NewCommand): Promise<Appended> {
    const command = newCommand(entry);
    const { clientId, operation, key, fingerprint } = entry.mark;
    const mark = JSON.stringify([clientId, operation, key, fingerprint]);
    this.#insert.run(mark, command.id, JSON.stringify(command), JSON.stringify(entry.audit ?? null));
    return Promise.resolve({ kind: 'accepted', command });
  }

  override find(id: string): Promise<CommandWithHistory | undefined> {
    const text = this.#find.get(id)?.['command'];
    if (typeof text !== 'string') return Promise.resolve(undefined);
    const command = JSON.parse(text) as Command;
    return Promise.resolve({ command, history: [firstEntry(command)] });
  }
}
