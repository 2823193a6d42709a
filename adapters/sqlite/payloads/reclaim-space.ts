// Gives the space of erased rows back, oldest first.
// It must never delete near a row that still holds a text: joining pages would leave copies of it behind.
import type { DatabaseSync } from 'node:sqlite';

/** A table whose rows are overwritten when they are erased. */
interface Reclaimed {
  readonly table: string;
  readonly key: string;
  /** True for a row that has been erased. */
  readonly erased: string;
  /** Rows that are left between what is deleted and what may hold a text: more than fit into four pages. */
  readonly margin: number;
  readonly atOnce: number;
}

const RECLAIMED: readonly Reclaimed[] = [
  {
    table: 'payload',
    key: 'seq',
    erased: '(SELECT c.erased_at IS NOT NULL FROM command c WHERE c.seq = t.seq)',
    margin: 2_500,
    atOnce: 500,
  },
  {
    table: 'wording',
    key: 'place',
    erased: '(SELECT c.erased_at IS NOT NULL FROM command c WHERE c.seq = t.command)',
    margin: 2_500,
    atOnce: 500,
  },
  {
    table: 'batch_bytes',
    key: 'batch',
    erased: '(SELECT b.erased_at IS NOT NULL FROM batch b WHERE b.seq = t.batch)',
    margin: 1_000,
    atOnce: 20,
  },
];

/** Prepares the statements once. The answer is true when there may be more to give back. */
export function spaceReclaimer(database: DatabaseSync): () => boolean {
  const tables = RECLAIMED.map((each) => tableReclaimer(database, each));
  return () => tables.map((reclaim) => reclaim()).includes(true);
}

function tableReclaimer(database: DatabaseSync, { table, key, erased, margin, atOnce }: Reclaimed): () => boolean {
  const oldest = database.prepare(`
    SELECT count(*) AS rows, min(coalesce(erased, 0)) AS erased FROM (
      SELECT ${erased} AS erased FROM ${table} t ORDER BY t.${key} LIMIT ${margin + atOnce})`);
  const remove = database.prepare(
    `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} ORDER BY ${key} LIMIT ${atOnce})`,
  );
  return () => {
    const found = oldest.get();
    if (found?.['rows'] !== margin + atOnce || found['erased'] !== 1) return false;
    remove.run();
    return true;
  };
}
