// Asks one connection fixed questions, for proofs.
import type { Connection } from 'tedious';
import type { LegacyRow } from '../../../src/legacy/legacy-value.js';
import type { Ask } from '../proof/proof.js';
import { runStatement } from './run-statement.js';

/** Runs constant statements on the connection and collects their rows. */
export function asking(driver: Connection, signal: AbortSignal): Ask {
  return async (text) => {
    const rows: LegacyRow[] = [];
    await runStatement(driver, { text, parameters: [], decoders: [] }, (row) => rows.push(row), signal);
    return rows;
  };
}
