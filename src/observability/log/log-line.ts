// One record of the log before it is written. It must never know what is told.

/** Lowest first. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** One record of the log before it is written. */
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/** Makes one. */
export function line(level: LogLevel, message: string, members: Readonly<Record<string, unknown>> = {}): LogLine {
  return { level, message, members };
}

/** Milliseconds with three digits after the point: more is noise in a log. */
export function milliseconds(duration: number): number {
  return Math.round(duration * 1000) / 1000;
}
