// The log: reads every observation and writes one JSON record per line. It must never throw into the code that
// observes, and never write what an observation does not name.
import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import type { Clock } from '../../kernel/clock.js';
import { LOG_LINES } from './log-lines.js';
import type { LogLevel } from './log-line.js';
import { readObservation } from '../observation-readers.js';
import type { Observer } from '../observation.js';
import { withoutSecrets } from './without-secrets.js';

/** What the log needs from outside. */
export interface LogOptions {
  /** Receives whole lines; `openLogDestination` makes one for a file descriptor. */
  readonly destination: DestinationStream;
  /** Lowest level written; `silent` writes nothing. */
  readonly level: LogLevel | 'silent';
  readonly clock: Clock;
}

/** An observer that writes to `destination`. RFC 3339 times in UTC, level as a word, members flat. */
export function createLog(options: LogOptions): Observer {
  const log = pino(
    {
      level: options.level,
      base: null,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date(options.clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    options.destination,
  );
  return (observation) => {
    const { level, message, members } = readObservation(LOG_LINES, observation);
    // Most of what is observed is below the level in force, several times per request.
    if (log.isLevelEnabled(level)) log[level](withoutSecrets(members), message);
  };
}
