// Stores a command, its mark and the first entry of its history, or says what the mark led to before.
// It must never look before it writes: inserting the mark is the question.
import type { DatabaseSync } from 'node:sqlite';
import { GATEWAY } from '../../../src/write/command-after-move.js';
import { auditAppender } from '../audit/append-audit.js';
import type { DigestFilter } from '../store/digest-filter.js';
import type { Row } from '../store/row.js';
import type { AppendInput, AppendOutput } from './ledger-operations.js';
import { SELECT_MARKED } from './command-row.js';
import { digestOfMark, recalled } from './mark.js';
import { markOf, NEW_COLUMNS, PLACE } from './new-row.js';

/** The number the command will get. Not RETURNING: for that SQLite makes a table in memory each time, which cost 4 µs. */
const INSERT_MARK = `
INSERT INTO mark (digest, seq) VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM command)) ON CONFLICT DO NOTHING`;

/** Its number is the next one, as the mark has it: nobody comes in between inside a transaction. */
const INSERT_COMMAND = `
INSERT INTO command (${NEW_COLUMNS.join(', ')}, turn, mark_digest, fence, attempts, blocking, in_flight)
VALUES (${NEW_COLUMNS.map(() => '?').join(', ')}, ?, ?, 0, 0, 1, 0)`;

/** Prepares the statements once. */
export function commandAppender(
  database: DatabaseSync,
  knownMarks: DigestFilter,
): (input: AppendInput) => AppendOutput {
  const insertMark = database.prepare(INSERT_MARK);
  const insertCommand = database.prepare(INSERT_COMMAND);
  const insertPayload = database.prepare('INSERT INTO payload (seq, input) VALUES (?, ?)');
  const insertEntry = database.prepare(
    'INSERT INTO history (seq, step, at, state, by, reason) VALUES (?, 1, ?, ?, ?, ?)',
  );
  const appendAudit = auditAppender(database);
  const turn = database.prepare('SELECT id FROM command WHERE order_key = ? AND turn = 1');
  turn.setReturnArrays(true);
  const selectMarked = database.prepare(SELECT_MARKED);

  return ([row, key, inputText, reason, audit]) => {
    const mark = markOf(row, key);
    const digest = digestOfMark(mark);
    knownMarks.add(digest);
    if (insertMark.run(digest).changes === 0) return recalled(insist(selectMarked.get(digest)), mark);
    const ahead = turn.get(row[PLACE.order_key] ?? null) as unknown as readonly [string] | undefined;
    const { lastInsertRowid: seq } = insertCommand.run(...row, ahead === undefined ? 1 : 0, digest);
    insertPayload.run(seq, inputText);
    insertEntry.run(seq, row[PLACE.accepted_at] ?? null, row[PLACE.state] ?? null, GATEWAY, reason);
    appendAudit(audit);
    return ahead?.[0];
  };
}

function insist(row: Row | undefined): Row {
  if (row === undefined) throw new Error('The store has lost the command of a mark.');
  return row;
}
