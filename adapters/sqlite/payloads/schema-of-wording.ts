// Where texts lie that may repeat what a caller sent, and what retention must find quickly.
// It must never change once released: later wishes are later migrations.

/**
 * Texts that may have to be erased are kept out of rows that move: when a page of a B-tree is split or joined, SQLite
 * leaves copies of its rows in the free space of pages, and `secure_delete` does not find all of them (measured: 2 to 3
 * texts of a hundred stayed readable). Rows of `wording`, `payload` and `batch_bytes` are only ever added behind the last
 * one and overwritten by as many bytes, which happens where they are. `words` of other tables names such a row; what
 * lies there is a JSON object with the members that were taken out.
 *
 * `settled_at` is in ms since 1970. `mark_digest` is the command's mark for as long as it is remembered.
 */
export const wordingSchema = `
CREATE TABLE wording (
  place INTEGER PRIMARY KEY,
  command INTEGER,
  text TEXT NOT NULL
) STRICT;

CREATE INDEX wording_of_command ON wording (command);

ALTER TABLE history ADD COLUMN words INTEGER;
ALTER TABLE command ADD COLUMN words INTEGER;
ALTER TABLE command ADD COLUMN settled_at INTEGER;
ALTER TABLE command ADD COLUMN erased_at TEXT;
ALTER TABLE command ADD COLUMN mark_digest BLOB;

UPDATE command SET mark_digest = mark.digest FROM mark WHERE mark.seq = command.seq;
UPDATE command SET settled_at = CAST(round(unixepoch(changed_at, 'subsec') * 1000) AS INTEGER)
WHERE state IN ('succeeded', 'refused', 'cancelled');

CREATE INDEX command_with_payload ON command (settled_at) WHERE settled_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX command_with_mark ON command (settled_at) WHERE settled_at IS NOT NULL AND mark_digest IS NOT NULL;
`;
