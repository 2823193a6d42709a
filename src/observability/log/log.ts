// The log: reads every observation and writes one JSON record per line. It must never throw into the code that
// observes, and never write what an observation does not name.
import type { DestinationStream } from 'pino';
import type { Clock } from '../../kernel/clock.js';
import { LOG_LINES } from './log-lines.js';
import { LOG_LEVELS } from './log-line.js';
import type { LogLevel, LogLine } from './log-line.js';
import { readObservation } from '../observation-readers.js';
import type { Observer } from '../observation.js';
import { withoutSecrets } from './without-secrets.js';

/** What the log needs from outside. */
export interface LogOptions {
  /** Receives whole lines; `openLogDestination` makes one for a file descriptor. */
  readonly destination: Pick<DestinationStream, 'write'>;
  /** Lowest level written; `silent` writes nothing. */
  readonly level: LogLevel | 'silent';
  readonly clock: Clock;
}

/** An observer that writes to `destination`. RFC 3339 times in UTC, level as a word, members flat. */
export function createLog({ destination, level: lowest, clock }: LogOptions): Observer {
  const enabled: ReadonlySet<LogLevel> = new Set(
    lowest === 'silent' ? [] : LOG_LEVELS.slice(LOG_LEVELS.indexOf(lowest)),
  );
  const time = timeTexts(clock);
  return (observation) => {
    const line = readObservation(LOG_LINES, observation);
    // Most of what is observed is below the level in force, several times per request.
    if (enabled.has(line.level)) destination.write(textOf(line, time()));
  };
}

/** Many lines are written in the same millisecond: its text is made once. */
function timeTexts(clock: Clock): () => string {
  let at = NaN;
  let text = '';
  return () => {
    const now = clock.now();
    if (now === at) return text;
    at = now;
    text = new Date(now).toISOString();
    return text;
  };
}

function textOf({ level, message, members }: LogLine, time: string): string {
  const inside = membersText(withoutSecrets(members)).slice(1, -1);
  const comma = inside === '' ? '' : ',';
  return `{"level":"${level}","time":"${time}"${comma}${inside},"message":${JSON.stringify(message)}}\n`;
}

/** What no JSON can hold (a ring, a bigint) is left out of the line, and the line says so. */
function membersText(members: LogLine['members']): string {
  try {
    return JSON.stringify(members);
  } catch {
    return JSON.stringify({ unwritten: Object.keys(members) });
  }
}
