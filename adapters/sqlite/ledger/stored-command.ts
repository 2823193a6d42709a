// Writes a command's new standing and its history, with the columns that claims live by worked out from it.
// It must never write one without the other.
import type { DatabaseSync } from 'node:sqlite';
import type { Command, HistoryEntry } from '../../../src/write/command.js';
import { mayHoldValues } from '../../../src/write/command-erasure.js';
import { isSettled } from '../../../src/write/command-moves.js';
import { blocksLater, dueAt, isInFlight, momentOf } from '../../../src/write/command-order.js';
import { wordKeeper } from '../payloads/wording.js';
import { jsonText, type Row, textOrNone } from '../store/row.js';
import { commandOf, SELECT_COMMAND } from './command-row.js';
import { turnPasser } from './turns.js';

/** A command with what its row alone knows. */
export interface StoredCommand {
  readonly seq: number;
  readonly command: Command;
  /** When the claim on it runs out. */
  readonly leaseUntil: string | undefined;
  /** Number of the batch it was sealed into. */
  readonly batch: number | undefined;
}

/** Reads and rewrites rows of commands inside the transaction that is open. */
export interface CommandRows {
  byId(id: string): StoredCommand | undefined;
  bySeq(seq: number): StoredCommand;
  /** Stores where the command stands now together with the entries that led there; returns it as it can be read now. */
  rewrite(stored: StoredCommand, entries: readonly HistoryEntry[]): Command;
  /** Adds an entry and nothing else. */
  note(seq: number, entry: HistoryEntry): void;
}

const UPDATE = `
UPDATE command SET state = ?, changed_at = ?, fence = ?, attempts = ?, not_before = ?, lease_until = ?, result = ?,
  refusal = ?, parked_reason = NULL, words = ?, due_at = ?, blocking = ?, in_flight = ?, turn = turn AND ?, batch = ?,
  settled_at = ?
WHERE seq = ?`;

const NOTE = `
INSERT INTO history (seq, step, at, state, by, reason, words)
VALUES (?1, (SELECT coalesce(max(step), 0) + 1 FROM history WHERE seq = ?1), ?2, ?3, ?4, ?5, ?6)`;

/** Prepares the statements once. */
export function commandRows(database: DatabaseSync): CommandRows {
  const byId = database.prepare(`${SELECT_COMMAND} WHERE c.id = ?`);
  const bySeq = database.prepare(`${SELECT_COMMAND} WHERE c.seq = ?`);
  const update = database.prepare(UPDATE);
  const insert = database.prepare(NOTE);
  const passTurn = turnPasser(database);
  const keep = wordKeeper(database);
  const note = (seq: number, entry: HistoryEntry): void => {
    const { at, state, by, reason, evidence } = entry;
    if (mayHoldValues(entry)) insert.run(seq, at, state, by, null, keep(seq, { reason, evidence }));
    else insert.run(seq, at, state, by, reason ?? null, null);
  };
  const find = (seq: number): StoredCommand => storedOf(bySeq.get(seq), seq);
  return {
    byId: (id) => {
      const row = byId.get(id);
      return row === undefined ? undefined : storedOf(row, id);
    },
    bySeq: find,
    note,
    rewrite: (stored, entries) => {
      const { refusal, parkedReason } = stored.command;
      const words = keep(stored.seq, { refusalText: refusal?.text, parkedReason });
      update.run(...standing(stored, words), stored.seq);
      passTurn(stored.command.orderKey);
      entries.forEach((entry) => note(stored.seq, entry));
      return find(stored.seq).command;
    },
  };
}

function standing({ command, leaseUntil, batch }: StoredCommand, words: number | null): (string | number | null)[] {
  const { state, whenParked, notBefore } = command;
  const blocks = Number(blocksLater(state, whenParked));
  return [
    state,
    command.changedAt,
    command.fence,
    command.attempts,
    notBefore ?? null,
    leaseUntil ?? null,
    jsonText(command.result),
    jsonText(command.refusal && { reason: command.refusal.reason }),
    words,
    dueAt(state, { notBefore, leaseUntil, inBatch: batch !== undefined }) ?? null,
    blocks,
    Number(isInFlight(state)),
    blocks,
    batch ?? null,
    isSettled(state) ? momentOf(command.changedAt) : null,
  ];
}

function storedOf(row: Row | undefined, wanted: string | number): StoredCommand {
  if (row === undefined) throw new Error(`The store has lost command ${wanted}.`);
  const batch = row['batch'] === null ? undefined : Number(row['batch']);
  return { seq: Number(row['seq']), command: commandOf(row), leaseUntil: textOrNone(row, 'lease_until'), batch };
}
