// Reads observations of file drops into their instruments. It must never use a file's name or an id as a label.
import type { DropInstruments } from './instruments-of-drops.js';
import type { DropKind } from '../log/log-lines-of-drops.js';
import type { ObservationReaders } from '../observation-readers.js';

/** One reader per kind. */
export function dropReaders(to: DropInstruments): Pick<ObservationReaders<void>, DropKind> {
  return {
    'batch-moved': ({ queue, overtaken, from, records, ...it }) => {
      if (overtaken) return;
      to.batchMoves.inc({ queue, to: it.to });
      if (from === undefined) to.batchRecords.inc({ queue }, records);
    },
    'publication-ended': ({ queue, outcome, durationMs }) => {
      to.publications.inc({ queue, outcome });
      to.publicationLatency.observe({ queue }, durationMs / 1000);
    },
    'batch-looked-for': ({ queue, verdict }) => to.lookVerdicts.inc({ queue, verdict }),
    'sequence-used-up': ({ queue }) => to.sequencesUsedUp.inc({ queue }),
    'acknowledgement-read': ({ queue, settled, repeated }) => {
      to.acknowledgementRecords.inc({ queue, end: 'settled' }, settled);
      to.acknowledgementRecords.inc({ queue, end: 'repeated' }, repeated);
    },
    'acknowledgement-overdue': ({ queue }) => to.acknowledgementsOverdue.inc({ queue }),
    'review-needed': ({ queue, review }) => to.reviews.inc({ queue, review }),
    'queue-closed': ({ queue, until }) => to.queueClosed.set({ queue }, until === undefined ? 0 : 1),
    'batches-standing': ({ queue, awaited, overdue, blocked }) => {
      to.batchesAwaited.set({ queue }, awaited);
      to.batchesOverdue.set({ queue }, overdue);
      to.queueBlocked.set({ queue }, blocked ? 1 : 0);
    },
  };
}
