// What the ledger asks of the writer thread, as plain data.
// It must never name a statement.
import type { Command } from '../../../src/write/command.js';
import type { ClaimRequest, HoldRequest, Move, Moved, ReleaseRequest } from '../../../src/write/ledger.port.js';
import type { AuditRow } from '../audit/audit-row.js';
import { operation } from '../store/operation.js';
import type { Recalled } from './mark.js';
import type { NewRow } from './new-row.js';

/**
 * A command made ready for its row on the main thread, where its input is turned into text once. `key` is the one of its
 * mark, `reason` that of the first entry of its history.
 */
export type AppendInput = readonly [
  row: NewRow,
  key: string,
  inputText: string,
  reason: string | null,
  audit: AuditRow | undefined,
];

/**
 * What became of an append: of a new command only what the main thread does not know, the id of the one it waits for, if
 * it does; else what its mark led to before.
 */
export type AppendOutput = string | undefined | Recalled;

export const APPEND = operation<AppendInput, AppendOutput>('ledger.append');
export const CLAIM = operation<ClaimRequest, readonly Command[]>('ledger.claim');
/** Why a move was not even tried: there is no such command, or its batch is what must be decided about. */
export type NotTried = { readonly kind: 'missing' } | { readonly kind: 'in batch'; readonly batchId: string };

export const MOVE = operation<Move, Moved | NotTried>('ledger.move');
export const HOLD = operation<HoldRequest, number>('ledger.hold');
export const RELEASE = operation<ReleaseRequest, number>('ledger.release');
