// Finds places by time, so that a search does not read years to answer about an hour.
// It must never leave out an entry because the machine's clock was set: entries nearby are looked at, too.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Row, text } from '../store/row.js';

/** How far apart the order of places and the order of times may be. */
const SLACK_MS = 3 * 3_600_000;

/** Each by itself: asked for both at once, SQLite reads all places there are instead of the first and the last. */
const ENDS = `
SELECT coalesce((SELECT min(place) FROM audit), 1) AS low, coalesce((SELECT max(place) FROM audit), 0) + 1 AS high`;

/** Looks moments up. */
export class PlacesOfTime {
  readonly #at: StatementSync;
  readonly #ends: StatementSync;

  constructor(database: DatabaseSync) {
    this.#at = database.prepare(
      "SELECT place, entry ->> '$.at' AS at FROM audit WHERE place >= ? ORDER BY place LIMIT 1",
    );
    this.#ends = database.prepare(ENDS);
  }

  /** The places that may hold entries of a time: the lowest, included, and the highest, not. */
  between(from: string | undefined, to: string | undefined): { readonly low: number; readonly high: number } {
    const ends = this.#ends.get() ?? {};
    const all = { low: Number(ends['low']), high: Number(ends['high']) };
    return {
      low: from === undefined ? all.low : this.#first(shifted(from, -SLACK_MS), all),
      high: to === undefined ? all.high : this.#first(shifted(to, SLACK_MS), all),
    };
  }

  /** The first place whose entry is not before a moment. */
  #first(moment: string, ends: { readonly low: number; readonly high: number }): number {
    let { low, high } = ends;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row: Row | undefined = this.#at.get(middle);
      if (row === undefined || text(row, 'at') >= moment) high = middle;
      else low = Number(row['place']) + 1;
    }
    return low;
  }
}

function shifted(moment: string, ms: number): string {
  return new Date(Date.parse(moment) + ms).toISOString();
}
