// Reads commands on the connection that cannot write: by id, by mark, page by page.
// It must never read more than a page; it runs on the main thread.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Command, CommandState } from '../../../src/write/command.js';
import type { CommandQuery, CommandWithHistory, IdempotencyMark } from '../../../src/write/ledger.port.js';
import { AFTER_ALL_IDS } from '../store/row.js';
import { commandOf, historyEntryOf, SELECT_COMMAND, SELECT_HISTORY, SELECT_MARKED } from './command-row.js';
import { type Recalled, recalled } from './mark.js';

/** One page of one state, or of all. */
interface PageQuery extends Omit<CommandQuery, 'states'> {
  readonly state?: CommandState;
}

/** Statements over the reading connection, prepared once each. */
export class LedgerReader {
  readonly #database: DatabaseSync;
  readonly #byId: StatementSync;
  readonly #history: StatementSync;
  readonly #marked: StatementSync;
  readonly #pages = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#byId = database.prepare(`${SELECT_COMMAND} WHERE c.id = ?`);
    this.#history = database.prepare(SELECT_HISTORY);
    this.#marked = database.prepare(SELECT_MARKED);
  }

  /** Command and history as of one moment. */
  find(id: string): CommandWithHistory | undefined {
    this.#database.exec('BEGIN');
    try {
      const row = this.#byId.get(id);
      if (row === undefined) return undefined;
      const history = this.#history.all(row['seq'] ?? null).map(historyEntryOf);
      return { command: commandOf(row), history };
    } finally {
      this.#database.exec('COMMIT');
    }
  }

  /** What a mark led to before; `digest` is the mark's. */
  recall(mark: IdempotencyMark, digest: Uint8Array): Recalled | undefined {
    const row = this.#marked.get(digest);
    return row === undefined ? undefined : recalled(row, mark);
  }

  /** A page for each state, from an index in the right order, then the newest of them all. */
  list({ states, ...query }: CommandQuery): readonly Command[] {
    if (states === undefined) return this.#page(query);
    const found = [...new Set(states)].flatMap((state) => this.#page({ ...query, state }));
    return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, query.limit);
  }

  #page(query: PageQuery): readonly Command[] {
    const filters = filtersOf(query);
    const columns = filters.map(([column]) => column);
    const values = filters.map(([, value]) => value);
    const rows = this.#statement(columns, indexFor(query)).all(...values, query.before ?? AFTER_ALL_IDS, query.limit);
    return rows.map(commandOf);
  }

  #statement(columns: readonly string[], index: string): StatementSync {
    const key = [...columns, index].join(' ');
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    const conditions = [...columns.map((column) => `c.${column} = ?`), 'c.id < ?'].join(' AND ');
    const select = SELECT_COMMAND.replace('FROM command c', `FROM command c ${index}`);
    const statement = this.#database.prepare(`${select} WHERE ${conditions} ORDER BY c.id DESC LIMIT ?`);
    this.#pages.set(key, statement);
    return statement;
  }
}

function filtersOf({ orderKey, clientId, state, operation }: PageQuery): readonly (readonly [string, string])[] {
  const all = [
    ['order_key', orderKey],
    ['client_id', clientId],
    ['state', state],
    ['operation', operation],
  ] as const;
  return all.flatMap(([column, value]) => (value === undefined ? [] : [[column, value] as const]));
}

/** Few commands share an order key, few are unsettled; a client's are fewer than an operation's. */
function indexFor({ orderKey, clientId, state, operation }: PageQuery): string {
  if (orderKey !== undefined) return 'INDEXED BY command_by_order_key';
  if (state !== undefined && state !== 'succeeded') return 'INDEXED BY command_by_state';
  if (clientId !== undefined) return 'INDEXED BY command_by_client';
  if (state !== undefined) return 'INDEXED BY command_by_state';
  return operation === undefined ? '' : 'INDEXED BY command_by_operation';
}
