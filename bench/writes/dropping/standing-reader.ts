// How many commands stand where, read from the store beside the gateway, which does not notice.
// It must never write: another process owns the store.
import { DatabaseSync } from 'node:sqlite';

/** Counts of commands at one moment. */
export interface Standing {
  /** Not yet in a file that the ERP can take. */
  readonly undelivered: number;
  /** In such a file, and no word of the ERP yet. */
  readonly unsettled: number;
  readonly succeeded: number;
  readonly refused: number;
  readonly parked: number;
}

const PER_STATE = 'SELECT state, count(*) AS commands FROM command INDEXED BY command_by_state GROUP BY state';

/** Reads a store's file. */
export class StandingReader implements Disposable {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { readOnly: true });
  }

  read(): Standing {
    const rows = this.#database.prepare(PER_STATE).all();
    const by = new Map(rows.map(({ state, commands }) => [String(state), Number(commands)]));
    const sum = (...states: string[]): number => states.reduce((total, state) => total + (by.get(state) ?? 0), 0);
    return {
      undelivered: sum('accepted', 'held', 'leased', 'backoff', 'delivering'),
      unsettled: sum('delivered', 'unknown'),
      succeeded: sum('succeeded'),
      refused: sum('refused', 'cancelled'),
      parked: sum('parked'),
    };
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
