// A command as a row and back. It must never lose a member or invent one.
import type { SQLOutputValue } from 'node:sqlite';
import type { Command, CommandState, HistoryEntry, Json } from '../../../src/write/command.js';

/** A row as node:sqlite gives it. */
export type Row = Record<string, SQLOutputValue>;

/**
 * Everything of a command. It waits for whichever of its key has the turn: the one under way, else the oldest that
 * blocks.
 */
export const SELECT_COMMAND = `
SELECT c.*, p.input,
  CASE WHEN c.turn = 0 AND c.state IN ('accepted', 'held', 'backoff')
    THEN (SELECT w.id FROM command w WHERE w.order_key = c.order_key AND w.turn = 1) END AS waiting_for
FROM command c JOIN payload p ON p.seq = c.seq`;

/** The same of the command a mark led to, by the mark's digest. */
export const SELECT_MARKED = `${SELECT_COMMAND} WHERE c.seq = (SELECT m.seq FROM mark m WHERE m.digest = ?)`;

/** The command of a row of SELECT_COMMAND. */
export function commandOf(row: Row): Command {
  return {
    id: text(row, 'id'),
    clientId: text(row, 'client_id'),
    version: text(row, 'version'),
    operation: text(row, 'operation'),
    resource: text(row, 'resource'),
    ...optional(row, 'key', 'key'),
    input: json(row, 'input'),
    bindingDigest: text(row, 'binding_digest'),
    orderKey: text(row, 'order_key'),
    whenParked: text(row, 'when_parked') as Command['whenParked'],
    channel: text(row, 'channel'),
    correlationId: text(row, 'correlation_id'),
    acceptedAt: text(row, 'accepted_at'),
    state: text(row, 'state') as CommandState,
    fence: Number(row['fence']),
    attempts: Number(row['attempts']),
    changedAt: text(row, 'changed_at'),
    ...optional(row, 'not_before', 'notBefore'),
    ...(row['result'] !== null && { result: json(row, 'result') }),
    ...(row['refusal'] !== null && { refusal: json(row, 'refusal') as unknown as NonNullable<Command['refusal']> }),
    ...optional(row, 'parked_reason', 'parkedReason'),
    ...optional(row, 'waiting_for', 'waitingFor'),
  };
}

/** The entry of a row of the history. */
export function historyEntryOf(row: Row): HistoryEntry {
  return {
    at: text(row, 'at'),
    state: text(row, 'state') as CommandState,
    by: text(row, 'by'),
    ...optional(row, 'reason', 'reason'),
    ...(row['evidence'] !== null && { evidence: json(row, 'evidence') }),
  };
}

/** JSON text of a value, or null for none. */
export function jsonText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** The text in a column that is never empty. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`);
  return value;
}

/** The text in a column, or undefined where there is none. */
export function textOrNone(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : text(row, column);
}

function json(row: Row, column: string): Json {
  return JSON.parse(text(row, column)) as Json;
}

function optional<Name extends string>(row: Row, column: string, name: Name): { [K in Name]?: string } {
  const value = textOrNone(row, column);
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: string };
}
