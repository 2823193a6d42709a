// Stores a command, its mark and the first entry of its history, or says what the mark led to before.
// It must never look before it writes: inserting the mark is the question.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { GATEWAY } from '../../../src/write/command-after-move.js';
import { auditAppender } from '../audit/append-audit.js';
import { type Row, text } from '../store/row.js';
import type { AppendInput, AppendOutput } from './ledger-operations.js';
import { SELECT_MARKED } from './command-row.js';
import { digestOfMark, recalled } from './mark.js';

const INSERT_MARK = `
INSERT INTO mark (digest, seq) VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM command))
ON CONFLICT DO NOTHING RETURNING seq`;

const INSERT_COMMAND = `
INSERT INTO command (seq, id, client_id, version, operation, resource, key, binding_digest, order_key, when_parked,
  channel, correlation_id, accepted_at, state, changed_at, fence, attempts, not_before, fingerprint, due_at, turn,
  blocking, in_flight,
  mark_digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, ?)`;

/**
 * Prepares the statements once. Marks fall anywhere in their index; counting them reads it into memory (32 MB for a
 * million), so that the first accepts after a start are as quick as later ones.
 */
export function commandAppender(database: DatabaseSync): (input: AppendInput) => AppendOutput {
  database.prepare('SELECT count(*) FROM mark').get();
  const insertMark = database.prepare(INSERT_MARK);
  const insertCommand = database.prepare(INSERT_COMMAND);
  const insertPayload = database.prepare('INSERT INTO payload (seq, input) VALUES (?, ?)');
  const insertEntry = database.prepare(
    'INSERT INTO history (seq, step, at, state, by, reason) VALUES (?, 1, ?, ?, ?, ?)',
  );
  const appendAudit = auditAppender(database);
  const selectTurn = database.prepare('SELECT id FROM command WHERE order_key = ? AND turn = 1');
  const selectMarked = database.prepare(SELECT_MARKED);

  return ({ mark, command, inputText, dueAt, reason = null, audit }) => {
    const digest = digestOfMark(mark);
    const seq = insertMark.get(digest)?.['seq'];
    if (seq === undefined) return recalled(insist(selectMarked.get(digest)), mark);
    const ahead = selectTurn.get(command.orderKey);
    insertCommand.run(seq, ...columns(command), mark.fingerprint, dueAt, Number(ahead === undefined), digest);
    insertPayload.run(seq, inputText);
    insertEntry.run(seq, command.acceptedAt, command.state, GATEWAY, reason);
    appendAudit(audit);
    return { kind: 'accepted', waitingFor: ahead === undefined ? undefined : text(ahead, 'id') };
  };
}

function insist(row: Row | undefined): Row {
  if (row === undefined) throw new Error('The store has lost the command of a mark.');
  return row;
}

function columns(command: AppendInput['command']): SQLInputValue[] {
  return [
    command.id,
    command.clientId,
    command.version,
    command.operation,
    command.resource,
    command.key ?? null,
    command.bindingDigest,
    command.orderKey,
    command.whenParked,
    command.channel,
    command.correlationId,
    command.acceptedAt,
    command.state,
    command.changedAt,
    command.fence,
    command.attempts,
    command.notBefore ?? null,
  ];
}
