// How observations of file drops read in the log. Whatever needs a person is an error, so that alarms can be set on it.
// It must never put a member in that the observation does not name.
import { line, milliseconds } from './log-line.js';
import type { LogLevel, LogLine } from './log-line.js';
import type { DropObservation } from '../observation-of-drops.js';
import type { ObservationReaders } from '../observation-readers.js';
import { scrub } from './scrub.js';

/** Kinds that tell of file drops. */
export type DropKind = DropObservation['kind'];

const scrubbed = (text: string | undefined): string | undefined => (text === undefined ? undefined : scrub(text));

function levelOfMove({ overtaken, to }: Extract<DropObservation, { kind: 'batch-moved' }>): LogLevel {
  if (to === 'parked' && !overtaken) return 'error';
  return overtaken || to === 'unknown' ? 'warn' : 'info';
}

export const DROP_LOG_LINES: Pick<ObservationReaders<LogLine>, DropKind> = {
  'batch-moved': (it) =>
    line(levelOfMove(it), it.overtaken ? 'batch overtaken' : 'batch moved', {
      batchId: it.batchId,
      queue: it.queue,
      fileName: scrub(it.fileName),
      records: it.records,
      from: it.from,
      to: it.to,
      by: scrub(it.by),
      parkedReason: scrubbed(it.parkedReason),
    }),
  'publication-ended': (it) =>
    line(it.outcome === 'published' ? 'info' : 'warn', 'publication ended', {
      batchId: it.batchId,
      queue: it.queue,
      fileName: scrub(it.fileName),
      attempt: it.attempt,
      outcome: it.outcome,
      checked: it.checked,
      bytes: it.bytes,
      internal: scrubbed(it.internal),
      durationMs: milliseconds(it.durationMs),
    }),
  'batch-looked-for': (it) =>
    line('info', 'batch looked for', {
      batchId: it.batchId,
      queue: it.queue,
      fileName: scrub(it.fileName),
      inbox: it.inbox,
      archive: it.archive,
      acknowledgement: it.acknowledgement,
      verdict: it.verdict,
    }),
  'sequence-used-up': (it) =>
    line('error', 'every number of the layout is used up; its commands wait', { queue: it.queue, last: it.last }),
  ...acknowledgementLines(),
  'queue-closed': (it) =>
    line('info', it.until === undefined ? 'queue opened' : 'queue closed', {
      queue: it.queue,
      until: it.until,
      reason: scrub(it.reason),
    }),
  'batches-standing': (it) =>
    line('trace', 'batches standing', {
      queue: it.queue,
      awaited: it.awaited,
      overdue: it.overdue,
      blocked: it.blocked,
    }),
};

type AcknowledgementKind = Extract<DropKind, `acknowledgement-${string}` | 'review-needed'>;

function acknowledgementLines(): Pick<ObservationReaders<LogLine>, AcknowledgementKind> {
  return {
    'acknowledgement-read': (it) =>
      line(it.reviews > 0 ? 'warn' : 'info', 'acknowledgement read', {
        queue: it.queue,
        fileName: scrub(it.fileName),
        batchId: it.batchId,
        records: it.records,
        settled: it.settled,
        repeated: it.repeated,
        reviews: it.reviews,
        durationMs: milliseconds(it.durationMs),
      }),
    'acknowledgement-overdue': (it) =>
      line('error', 'acknowledgement overdue', {
        batchId: it.batchId,
        queue: it.queue,
        fileName: scrub(it.fileName),
        unsettled: it.unsettled,
        waitedMs: milliseconds(it.waitedMs),
      }),
    'review-needed': (it) =>
      line('error', 'an acknowledgement needs a person', {
        queue: it.queue,
        fileName: scrub(it.fileName),
        line: it.line,
        review: it.review,
        commandId: scrubbed(it.commandId),
      }),
  };
}
