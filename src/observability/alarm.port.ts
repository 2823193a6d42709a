// The port to whoever wants to be called when a person is needed.
// It must never be how something is kept: the log and the audit trail are; an alarm may get lost.

/** Something that needs a person. */
export interface Alarm {
  readonly alarm:
    | 'credential-expiring'
    | 'command-parked'
    | 'batch-parked'
    | 'acknowledgement-overdue'
    | 'review-needed'
    | 'sequence-used-up'
    | 'connection-refused'
    | 'audit-trouble'
    | 'overload'
    | 'breaker-open'
    | 'breaker-held';
  /** Critical: something stands still, or soon will. */
  readonly severity: 'warning' | 'critical';
  /** For people; no value of a record, no secret. */
  readonly sentence: string;
  /** Ids, names and counts, for machines. */
  readonly about: Readonly<Record<string, string | number>>;
}

/** Tells of alarms. */
export abstract class AlarmHook {
  /** Returns at once and never throws; alarms beyond what it can hold are counted and lost. */
  abstract raise(alarm: Alarm): void;
  /** Tells what it still can in a few seconds, and nothing after that. */
  abstract close(): Promise<void>;
}
