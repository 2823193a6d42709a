// Overwrites what a command carries, where it lies, in the transaction that is open.
// It must never free or move a row that still holds a text: copies would stay behind (see schema-of-wording.ts).
import type { DatabaseSync } from 'node:sqlite';

/** Erases one settled command. */
export type EraseCommand = (command: { readonly seq: number; readonly batch: number | undefined }, at: string) => void;

/** As many blanks as there were bytes: a row of the same length is overwritten in its place. */
const BLANK_PAYLOAD = "UPDATE payload SET input = printf('%*s', octet_length(input), '') WHERE seq = ?";
const BLANK_WORDING = "UPDATE wording SET text = '{}' || printf('%*s', octet_length(text) - 2, '') WHERE command = ?";

/** Rows of before kept texts in themselves; `secure_delete` is all that can be done for them. */
const CLEAR_COMMAND = `
UPDATE command SET erased_at = ?, refusal = json_remove(refusal, '$.text'), parked_reason = NULL WHERE seq = ?`;
const CLEAR_HISTORY = `
UPDATE history SET reason = NULL, evidence = NULL
WHERE seq = ? AND (evidence IS NOT NULL OR (by <> 'gateway' AND reason IS NOT NULL))`;

/** Prepares the statements once. */
export function commandEraser(database: DatabaseSync): EraseCommand {
  const payload = database.prepare(BLANK_PAYLOAD);
  const wording = database.prepare(BLANK_WORDING);
  const command = database.prepare(CLEAR_COMMAND);
  const history = database.prepare(CLEAR_HISTORY);
  const eraseBatch = batchEraser(database);
  return ({ seq, batch }, at) => {
    payload.run(seq);
    wording.run(seq);
    command.run(at, seq);
    history.run(seq);
    if (batch !== undefined) eraseBatch(batch, at);
  };
}

/** Erases the bytes of a batch that is closed and has an erased member; does nothing to any other. */
export type EraseBatch = (batch: number, at: string) => void;

const MARK_BATCH = `
UPDATE batch SET erased_at = ?1 WHERE seq = ?2 AND state = 'closed' AND erased_at IS NULL AND EXISTS (
  SELECT 1 FROM batch_member m JOIN command c ON c.seq = m.command WHERE m.batch = ?2 AND c.erased_at IS NOT NULL)`;

/** Prepares the statements once. */
export function batchEraser(database: DatabaseSync): EraseBatch {
  const mark = database.prepare(MARK_BATCH);
  const blank = database.prepare('UPDATE batch_bytes SET bytes = zeroblob(length(bytes)) WHERE batch = ?');
  return (batch, at) => {
    if (mark.run(at, batch).changes > 0) blank.run(batch);
  };
}
