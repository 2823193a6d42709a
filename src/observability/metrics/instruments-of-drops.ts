// The Prometheus instruments of file drops: names, help and labels. Queues come from the facade, so they are few.
// It must never have a label that a server's file names could fill.
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

/** Seconds; a file over a slow link takes minutes. */
const PUBLICATION_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Instruments of file drops. */
export interface DropInstruments {
  readonly batchMoves: Counter<'queue' | 'to'>;
  readonly batchRecords: Counter<'queue'>;
  readonly publications: Counter<'queue' | 'outcome'>;
  readonly publicationLatency: Histogram<'queue'>;
  readonly lookVerdicts: Counter<'queue' | 'verdict'>;
  readonly sequencesUsedUp: Counter<'queue'>;
  readonly acknowledgementRecords: Counter<'queue' | 'end'>;
  readonly acknowledgementsOverdue: Counter<'queue'>;
  readonly reviews: Counter<'queue' | 'review'>;
  readonly queueClosed: Gauge<'queue'>;
  readonly batchesAwaited: Gauge<'queue'>;
  readonly batchesOverdue: Gauge<'queue'>;
  readonly queueBlocked: Gauge<'queue'>;
}

/** Makes them in `registry`. */
export function dropInstruments(registry: Registry): DropInstruments {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, more: readonly L[] = []): Counter<L | 'queue'> =>
    new Counter({ name: `banyan_${name}`, help, labelNames: ['queue', ...more], registers });
  const gauge = (name: string, help: string): Gauge<'queue'> =>
    new Gauge({ name: `banyan_${name}`, help, labelNames: ['queue'], registers });
  return {
    batchMoves: counter('batch_moves_total', 'Steps of batches, by where they led.', ['to']),
    batchRecords: counter('batch_records_total', 'Records in sealed batches.'),
    publications: counter('publications_total', 'Tries to publish a file, by outcome.', ['outcome']),
    publicationLatency: new Histogram({
      ...{ name: 'banyan_publication_duration_seconds', help: 'Duration of tries to publish a file.' },
      ...{ labelNames: ['queue'] as const, registers, buckets: PUBLICATION_BUCKETS },
    }),
    lookVerdicts: counter('batch_looks_total', 'Looks for files of unknown whereabouts, by verdict.', ['verdict']),
    sequencesUsedUp: counter('sequences_used_up_total', 'Times a layout was found to have no number left.'),
    acknowledgementRecords: counter('acknowledgement_records_total', 'Records of acknowledgements, by what they did.', [
      'end',
    ]),
    acknowledgementsOverdue: counter('acknowledgements_overdue_total', 'Batches whose acknowledgement became overdue.'),
    reviews: counter('reviews_total', 'Things in acknowledgements that need a person, by kind.', ['review']),
    queueClosed: gauge('queue_closed', '1 while the calendar keeps a queue closed.'),
    batchesAwaited: gauge('batches_awaited', 'Published batches whose acknowledgement is awaited.'),
    batchesOverdue: gauge('batches_overdue', 'Published batches whose acknowledgement is overdue.'),
    queueBlocked: gauge('queue_blocked', '1 while a parked batch blocks its layout.'),
  };
}
