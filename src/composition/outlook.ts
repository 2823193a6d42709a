// How a running gateway is seen: its log, its metrics, and whom it calls. It must never be asked anything by request logic.
import { HttpAlarmHook } from '../../adapters/http/alarm-hook.js';
import type { AlarmHookOptions } from '../../adapters/http/alarm-hook.js';
import type { Catalogue } from '../facade/catalogue.js';
import { operationIds } from '../facade/operation-ids.js';
import type { Clock } from '../kernel/clock.js';
import { raiseAlarms } from '../observability/alarms.js';
import { createLog } from '../observability/log/log.js';
import { openLogDestination } from '../observability/log/log-destination.js';
import { createMetrics } from '../observability/metrics/metrics.js';
import type { Metrics, MetricsOptions } from '../observability/metrics/metrics.js';
import { tellAll } from '../observability/observation.js';
import type { Observer } from '../observability/observation.js';
import type { Settings } from '../settings/settings.js';
import { readNamedFile } from './secrets/read-named-file.js';

/** Log, metrics and alarms. */
export interface Outlook {
  readonly observers: readonly Observer[];
  readonly metrics: Metrics;
  /** Resolves when every log line is written, and the last alarm is told or given up. */
  readonly close: () => Promise<void>;
}

/** What it shows. */
export interface OutlookParts {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly cache?: MetricsOptions['cache'];
}

const STANDARD_OUTPUT = 1;

/**
 * Opens the log where the settings say and makes the metrics of one catalogue. Rejects with a sentence for people when
 * the file with the secret for alarms is of no use.
 */
export async function openOutlook(parts: OutlookParts): Promise<Outlook> {
  const { settings, catalogue, clock, cache } = parts;
  const target = await alarmTarget(settings);
  const destination = openLogDestination(settings.BANYAN_LOG_FILE ?? STANDARD_OUTPUT);
  const metrics = createMetrics({
    operations: operationIds(catalogue),
    versions: catalogue.versions.map(({ name }) => name),
    processMetrics: true,
    droppedLogLines: destination.dropped,
    ...(cache !== undefined && { cache }),
  });
  const log = createLog({ destination, level: settings.BANYAN_LOG_LEVEL, clock });
  const hook = target && new HttpAlarmHook(target, { clock, observe: tellAll([log, metrics.observe]) });
  return {
    observers: [log, metrics.observe, ...(hook === undefined ? [] : [raiseAlarms(hook, clock)])],
    metrics,
    close: async () => {
      await hook?.close();
      await destination.flush();
    },
  };
}

async function alarmTarget(settings: Settings): Promise<AlarmHookOptions | undefined> {
  const { BANYAN_ALARM_URL: url, BANYAN_ALARM_SECRET_FILE: file } = settings;
  if (url === undefined || file === undefined) return url === undefined ? undefined : { url };
  const authorization = (await readNamedFile('BANYAN_ALARM_SECRET_FILE', file)).trim();
  if (/^.+$/.test(authorization)) return { url, authorization };
  throw new Error(`BANYAN_ALARM_SECRET_FILE names ${file}, which must hold one line: what Authorization is to be.`);
}
