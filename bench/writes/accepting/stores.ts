// The stores that are compared under the very same gateway, and how to count what each has kept.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { memoryStore } from '../../../adapters/memory/store/memory-store.js';
import { openSqliteStore } from '../../../src/composition/gateway-store.js';
import type { OpenGatewayStore, GatewayStore } from '../../../src/composition/gateway-store.js';
import { IdempotencyMarks } from '../../../src/write/ledger.port.js';
import type { Ledger } from '../../../src/write/ledger.port.js';
import { ForgetfulLedger } from './forgetful-ledger.js';
import { SingleInsertLedger } from './single-insert-ledger.js';

/** `gateway`: as shipped. `single`: one INSERT and one sync per request on the main thread. `nothing`: nothing stored. */
export type AcceptVariant = 'gateway' | 'single' | 'nothing';

/** A store and the rows it has. */
export interface ComparedStore {
  readonly open: OpenGatewayStore;
  readonly rows: () => number;
}

/** The store of a variant, in `folder`. */
export function comparedStore(variant: AcceptVariant, folder: string): ComparedStore {
  switch (variant) {
    case 'gateway':
      return { open: openSqliteStore, rows: () => rowsIn(join(folder, 'ledger', 'store.db'), 'command') };
    case 'single': {
      const file = join(folder, 'single.db');
      const ledger = SingleInsertLedger.open(file);
      return { open: () => Promise.resolve(storeAround(ledger)), rows: () => rowsIn(file, 'accepted') };
    }
    case 'nothing': {
      const ledger = new ForgetfulLedger();
      return { open: () => Promise.resolve(storeAround(ledger)), rows: () => ledger.appended };
    }
  }
}

/** Every key is new, and the store's own index would say so if one were not. */
class NoMarks extends IdempotencyMarks {
  override recall(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}

/** What accepting does not use is kept in memory. */
function storeAround(ledger: Ledger): GatewayStore {
  return { ...memoryStore(), ledger, marks: new NoMarks(), close: () => Promise.resolve() };
}

function rowsIn(file: string, table: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return Number(database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.['rows']);
  } finally {
    database.close();
  }
}
