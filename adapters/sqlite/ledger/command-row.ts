// A command as a row and back. It must never lose a member or invent one.
import type { Command, CommandState, HistoryEntry } from '../../../src/write/command.js';
import { ERASED_INPUT, ERASED_TEXT } from '../../../src/write/command-erasure.js';
import { type Words, wordsOf } from '../payloads/wording.js';
import { json, optional, type Row, text, textOrNone } from '../store/row.js';

/**
 * Everything of a command. It waits for whichever of its key has the turn: the one under way, else the oldest that
 * blocks.
 */
export const SELECT_COMMAND = `
SELECT c.*, p.input, w.text AS wording,
  CASE WHEN c.turn = 0 AND c.state IN ('accepted', 'held', 'backoff')
    THEN (SELECT w.id FROM command w WHERE w.order_key = c.order_key AND w.turn = 1) END AS waiting_for
FROM command c LEFT JOIN payload p ON p.seq = c.seq LEFT JOIN wording w ON w.place = c.words`;

/** The same of the command a mark led to, by the mark's digest. */
export const SELECT_MARKED = `${SELECT_COMMAND} WHERE c.seq = (SELECT m.seq FROM mark m WHERE m.digest = ?)`;

/** The command of a row of SELECT_COMMAND. */
export function commandOf(row: Row): Command {
  const words = wordsOf(row);
  return {
    id: text(row, 'id'),
    clientId: text(row, 'client_id'),
    version: text(row, 'version'),
    operation: text(row, 'operation'),
    resource: text(row, 'resource'),
    ...optional(row, 'key', 'key'),
    input: row['erased_at'] === null ? json(row, 'input') : ERASED_INPUT,
    ...optional(row, 'seen_version', 'seenVersion'),
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
    ...optional(row, 'erased_at', 'erasedAt'),
    ...optional(row, 'not_before', 'notBefore'),
    ...(row['result'] !== null && { result: json(row, 'result') }),
    ...(row['refusal'] !== null && { refusal: refusalOf(row, words) }),
    ...parkedReasonOf(row, words),
    ...optional(row, 'waiting_for', 'waitingFor'),
  };
}

/** What the row says of a refusal; rows of before keep the text with the reason. */
function refusalOf(row: Row, { refusalText }: Words): NonNullable<Command['refusal']> {
  const { reason, text: inline } = json(row, 'refusal') as unknown as Readonly<Record<'reason' | 'text', string>>;
  return { reason, text: row['erased_at'] === null ? (refusalText ?? inline) : ERASED_TEXT };
}

function parkedReasonOf(row: Row, { parkedReason }: Words): Pick<Command, 'parkedReason'> {
  const reason = parkedReason ?? textOrNone(row, 'parked_reason');
  return reason === undefined ? {} : { parkedReason: reason };
}

/** Entries of one command, oldest first. */
export const SELECT_HISTORY = `
SELECT h.*, w.text AS wording FROM history h LEFT JOIN wording w ON w.place = h.words WHERE h.seq = ? ORDER BY h.step`;

/** The entry of a row of SELECT_HISTORY. */
export function historyEntryOf(row: Row): HistoryEntry {
  const { reason, evidence } = wordsOf(row);
  return {
    at: text(row, 'at'),
    state: text(row, 'state') as CommandState,
    by: text(row, 'by'),
    ...(reason === undefined ? optional(row, 'reason', 'reason') : { reason }),
    ...(evidence === undefined ? evidenceOf(row) : { evidence }),
  };
}

/** Of rows of before. */
function evidenceOf(row: Row): Pick<HistoryEntry, 'evidence'> {
  return row['evidence'] === null ? {} : { evidence: json(row, 'evidence') };
}
