// What the ledger asks of the writer thread, as plain data.
// It must never name a statement.
import type { Command } from '../../../src/write/command.js';
import type {
  ClaimRequest,
  HoldRequest,
  IdempotencyMark,
  Move,
  Moved,
  ReleaseRequest,
} from '../../../src/write/ledger.port.js';
import type { AuditRow } from '../audit/append-audit.js';
import { operation } from '../store/operation.js';

/** A command made ready for its row on the main thread, where its input is turned into text once. */
export interface AppendInput {
  readonly mark: IdempotencyMark;
  /** The command without its input. */
  readonly command: Omit<Command, 'input' | 'waitingFor'>;
  readonly inputText: string;
  /** See command-order.ts; null for never. */
  readonly dueAt: number | null;
  /** Of the first entry of its history. */
  readonly reason: string | undefined;
  readonly audit: AuditRow | undefined;
}

/** What became of an append; of a new command only what the main thread does not know. */
export type AppendOutput =
  | { readonly kind: 'accepted'; readonly waitingFor: string | undefined }
  | { readonly kind: 'replayed'; readonly command: Command }
  | { readonly kind: 'mismatch' };

export const APPEND = operation<AppendInput, AppendOutput>('ledger.append');
export const CLAIM = operation<ClaimRequest, readonly Command[]>('ledger.claim');
/** Why a move was not even tried: there is no such command, or its batch is what must be decided about. */
export type NotTried = { readonly kind: 'missing' } | { readonly kind: 'in batch'; readonly batchId: string };

export const MOVE = operation<Move, Moved | NotTried>('ledger.move');
export const HOLD = operation<HoldRequest, number>('ledger.hold');
export const RELEASE = operation<ReleaseRequest, number>('ledger.release');
