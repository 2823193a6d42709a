// How a running gateway is seen: its log, its metrics, and whom it calls. It must never be asked anything by request logic.
import { readFileSync } from 'node:fs';
import { HttpAlarmHook } from '../../adapters/http/alarm-hook.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { Clock } from '../kernel/clock.js';
import { raiseAlarms } from '../observability/alarms.js';
import { createLog } from '../observability/log/log.js';
import { openLogDestination } from '../observability/log/log-destination.js';
import { createMetrics } from '../observability/metrics/metrics.js';
import type { Metrics } from '../observability/metrics/metrics.js';
import { tellAll } from '../observability/observation.js';
import type { Observer } from '../observability/observation.js';
import type { Settings } from '../settings/settings.js';

/** Log, metrics and alarms. */
export interface Outlook {
  readonly observers: readonly Observer[];
  readonly metrics: Metrics;
  /** Resolves when every log line is written, and the last alarm is told or given up. */
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
  const hook = openAlarmHook(settings, clock, tellAll([log, metrics.observe]));
  return {
    observers: [log, metrics.observe, ...(hook === undefined ? [] : [raiseAlarms(hook, clock)])],
    metrics,
    close: async () => {
      await hook?.close();
      await destination.flush();
    },
  };
}

function openAlarmHook(settings: Settings, clock: Clock, observe: Observer): HttpAlarmHook | undefined {
  const { BANYAN_ALARM_URL: url, BANYAN_ALARM_SECRET_FILE: file } = settings;
  if (url === undefined) return undefined;
  const authorization = file === undefined ? {} : { authorization: readFileSync(file, 'utf8').trim() };
  return new HttpAlarmHook({ url, ...authorization }, { clock, observe });
}
