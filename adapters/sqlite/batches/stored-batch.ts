// Reads batches and writes their new standing together with their history, inside the transaction that is open.
// It must never write one without the other.
import type { DatabaseSync } from 'node:sqlite';
import type { Batch, BatchEntry, NewBatch } from '../../../src/write/drops/batch-ledger.port.js';
import type { CommandState } from '../../../src/write/command.js';
import { jsonText, type Row, text } from '../store/row.js';
import { batchMemberOf, batchOf, SELECT_MEMBERS } from './batch-row.js';

/** How the command of a member stands. */
export interface MemberStanding {
  readonly seq: number;
  readonly id: string;
  readonly state: CommandState;
}

/** A batch with what its rows alone know. */
export interface StoredBatch {
  readonly seq: number;
  readonly batch: Batch;
  readonly members: readonly MemberStanding[];
}

/** Reads and rewrites rows of batches. */
export interface BatchRows {
  byId(id: string): StoredBatch | undefined;
  /** Stores a batch with its bytes and its members, given by the numbers of their commands; returns its own number. */
  add(batch: Batch, bytes: NewBatch['bytes'], commands: readonly number[]): number;
  /** Stores where the batch stands now together with the entry that led there. */
  rewrite(seq: number, batch: Batch, entry: BatchEntry): void;
}

const INSERT = `
INSERT INTO batch (id, queue, sequence, date, file_name, done_name, acknowledgement_name, sha256, sealed_at, state, fence,
  attempts, changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`;

const UPDATE = `
UPDATE batch SET state = ?, fence = ?, attempts = ?, changed_at = ?, lease_until = ?, not_before = ?, delivered_at = ?,
  overdue_since = ?, parked_reason = ?
WHERE seq = ?`;

const NOTE = `
INSERT INTO batch_history (batch, step, at, state, by, reason, evidence)
VALUES (?1, (SELECT coalesce(max(step), 0) + 1 FROM batch_history WHERE batch = ?1), ?2, ?3, ?4, ?5, ?6)`;

/** Prepares the statements once. */
export function batchRows(database: DatabaseSync): BatchRows {
  const byId = database.prepare('SELECT * FROM batch WHERE id = ?');
  const members = database.prepare(SELECT_MEMBERS);
  const insert = database.prepare(INSERT);
  const insertMember = database.prepare(
    'INSERT INTO batch_member (batch, place, command, line, business_key) VALUES (?, ?, ?, ?, ?)',
  );
  const insertBytes = database.prepare('INSERT INTO batch_bytes (batch, bytes) VALUES (?, ?)');
  const update = database.prepare(UPDATE);
  const note = database.prepare(NOTE);
  const tell = (seq: number, { at, state, by, reason, evidence }: BatchEntry): void => {
    note.run(seq, at, state, by, reason ?? null, jsonText(evidence));
  };
  return {
    byId: (id) => {
      const row = byId.get(id);
      return row && storedOf(row, members.all(row['seq'] ?? null));
    },
    add: (batch, bytes, commands) => {
      const seq = Number(insert.get(...beginning(batch))?.['seq']);
      batch.members.forEach(({ line, businessKey }, place) =>
        insertMember.run(seq, place, commands[place] ?? null, line, businessKey ?? null),
      );
      insertBytes.run(seq, bytes);
      tell(seq, { at: batch.sealedAt, state: batch.state, by: 'gateway' });
      return seq;
    },
    rewrite: (seq, batch, entry) => {
      update.run(...standing(batch), seq);
      tell(seq, entry);
    },
  };
}

function beginning(batch: Batch): (string | number | null)[] {
  return [
    batch.id,
    batch.queue,
    batch.sequence,
    batch.date,
    batch.fileName,
    batch.doneName ?? null,
    batch.acknowledgementName ?? null,
    batch.sha256,
    batch.sealedAt,
    batch.state,
    batch.fence,
    batch.attempts,
    batch.changedAt,
  ];
}

function standing(batch: Batch): (string | number | null)[] {
  return [
    batch.state,
    batch.fence,
    batch.attempts,
    batch.changedAt,
    batch.leaseUntil ?? null,
    batch.notBefore ?? null,
    batch.deliveredAt ?? null,
    batch.overdueSince ?? null,
    batch.parkedReason ?? null,
  ];
}

function storedOf(row: Row, members: readonly Row[]): StoredBatch {
  const standings = members.map((member) => ({
    seq: Number(member['seq']),
    id: text(member, 'id'),
    state: text(member, 'state') as CommandState,
  }));
  return { seq: Number(row['seq']), batch: batchOf(row, members.map(batchMemberOf)), members: standings };
}
