// How a running gateway is seen: its log and its metrics. It must never be asked anything by request logic.
import type { Catalogue } from '../facade/catalogue.js';
import type { Clock } from '../kernel/clock.js';
import { createLog } from '../observability/log/log.js';
import { openLogDestination } from '../observability/log/log-destination.js';
import { createMetrics } from '../observability/metrics/metrics.js';
import type { Metrics } from '../observability/metrics/metrics.js';
import type { Observer } from '../observability/observation.js';
import type { Settings } from '../settings/settings.js';

/** Log and metrics. */
export interface Outlook {
  readonly observers: readonly Observer[];
  readonly metrics: Metrics;
  /** Resolves when every log line is written. */
  readonly close: () => Promise<void>;
}

const STANDARD_OUTPUT = 1;

/** Opens the log where the settings say and makes the metrics of one catalogue. */
export function openOutlook(parts: { settings: Settings; catalogue: Catalogue; clock: Clock }): Outlook {
  const { settings, catalogue, clock } = parts;
  const destination = openLogDestination(settings.BANYAN_LOG_FILE ?? STANDARD_OUTPUT);
  const metrics = createMetrics({
    operations: catalogue.versions.flatMap(({ operations, writes }) => [...operations, ...writes].map(({ id }) => id)),
    versions: catalogue.versions.map(({ name }) => name),
    processMetrics: true,
    droppedLogLines: destination.dropped,
  });
  const log = createLog({ destination, level: settings.BANYAN_LOG_LEVEL, clock });
  return { observers: [log, metrics.observe], metrics, close: destination.flush };
}
