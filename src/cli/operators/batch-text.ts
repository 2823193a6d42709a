// Batches and review items as text for a terminal. It must never show more than the administration listener gave.
import type { ReviewItem } from '../../write/drops/review.port.js';
import { historyLines, printable, textTable } from './text-table.js';
import type { ShownStep } from './text-table.js';

/** A batch as the administration listener shows it. */
export interface ShownBatch {
  readonly id: string;
  readonly state: string;
  readonly queue: string;
  readonly sequence: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly attempts: number;
  readonly sealedAt: string;
  readonly changedAt: string;
  readonly members: readonly { readonly commandId: string; readonly line: number; readonly state?: string | null }[];
  readonly overdueSince?: string;
  readonly parkedReason?: string;
  readonly notBefore?: string;
  /** Bytes of the file; null once they were erased. */
  readonly size?: number | null;
  readonly history?: readonly ShownStep[];
}

/** One line per batch. */
export function batchTable(batches: readonly ShownBatch[]): string {
  if (batches.length === 0) return 'No batches.';
  const head = ['ID', 'STATE', 'QUEUE', 'FILE', 'RECORDS', 'TRIES', 'SEALED', 'WHY'];
  return textTable(
    head,
    batches.map((batch) => [
      ...[batch.id, batch.state, batch.queue, batch.fileName, String(batch.members.length), String(batch.attempts)],
      ...[batch.sealedAt, whyOf(batch)],
    ]),
  );
}

/** Everything about one. */
export function batchLines(batch: ShownBatch): string {
  const { members, history = [], size } = batch;
  const bytes = typeof size === 'number' ? `${size} bytes` : 'bytes erased';
  return [
    `${batch.id}  ${printable(batch.queue)}  ${batch.state}`,
    `  file      ${printable(batch.fileName)}, number ${batch.sequence}, ${bytes}, SHA-256 ${batch.sha256}`,
    `  sealed    ${batch.sealedAt}, changed ${batch.changedAt}, tries ${batch.attempts}`,
    ...(whyOf(batch) === '' ? [] : [`  why       ${printable(whyOf(batch))}`]),
    '  members',
    ...members.map(({ commandId, line, state }) => `    ${String(line).padStart(6)}  ${commandId}  ${state ?? 'gone'}`),
    '  history',
    ...historyLines(history),
  ].join('\n');
}

function whyOf({ parkedReason, overdueSince, notBefore }: ShownBatch): string {
  if (parkedReason !== undefined) return parkedReason;
  if (overdueSince !== undefined) return `overdue since ${overdueSince}`;
  return notBefore === undefined ? '' : `not before ${notBefore}`;
}

/** One line per item. */
export function reviewTable(items: readonly ReviewItem[]): string {
  if (items.length === 0) return 'Nothing to review.';
  const head = ['ID', 'KIND', 'FILE', 'LINE', 'COMMAND', 'FOUND', 'WHAT', 'CLOSED'];
  return textTable(
    head,
    items.map((item) => [
      ...[item.id, item.kind, `${item.queue}/${item.fileName}`, String(item.line), item.commandId ?? '', item.foundAt],
      ...[item.detail, item.closed === undefined ? '' : `${item.closed.by}: ${item.closed.reason}`],
    ]),
  );
}
