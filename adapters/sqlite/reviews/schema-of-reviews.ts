// The table of review items.
// It must never change once released: later wishes are later migrations.

/**
 * `found_ms` is the moment an item was found, in ms since 1970, for the order of lists. What is wrong may repeat what a
 * caller sent; it lies in `wording`, which comes before this.
 */
export const reviewsSchema = `
CREATE TABLE review (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  queue TEXT NOT NULL,
  file_name TEXT NOT NULL,
  line INTEGER NOT NULL,
  command_id TEXT,
  words INTEGER NOT NULL,
  found_at TEXT NOT NULL,
  found_ms INTEGER NOT NULL,
  closed_by TEXT,
  closed_reason TEXT,
  closed_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX review_in_order ON review (closed_at IS NOT NULL, found_ms DESC, id);`;
