// What reached the server: every statement with its parameters, login, start, end and outcome, and how many ran at once.
// Tests measure load here, at the ERP. It keeps the newest entries only and never throws.
import type { SqlValue, TableValue } from '../values/sql-value.js';
import { isTable } from '../values/sql-value.js';

export type StatementKind = 'batch' | 'statement' | 'procedure' | 'transaction';
export type StatementOutcome = 'running' | 'ok' | 'error' | 'cancelled' | 'dropped';

/** One logged statement; safe to send as JSON. */
export interface StatementEntry {
  readonly id: number;
  readonly session: number;
  readonly login: string;
  /** `statement` came through sp_executesql with parameters, `batch` as plain text. */
  readonly kind: StatementKind;
  readonly text: string;
  readonly parameters: readonly LoggedParameter[];
  /** Arrival, milliseconds since 1970. */
  readonly start: number;
  /** The moment it was really over, delays included. */
  readonly end?: number;
  readonly outcome: StatementOutcome;
  /** The error number, when the outcome is `error`. */
  readonly error?: number;
  readonly rows: number;
}

export interface LoggedParameter {
  readonly name: string;
  /** As declared by the caller: `decimal(15,2)`. */
  readonly type: string;
  readonly value: string | number | null;
}

export type StatementStart = Pick<StatementEntry, 'session' | 'login' | 'kind' | 'text' | 'parameters'>;
export type StatementEnd = Pick<StatementEntry, 'outcome' | 'rows'> & { readonly error?: number };

/** The log of one or several servers. */
export class StatementLog {
  private ring: StatementEntry[] = [];
  private last = 0;
  private now = 0;
  private most = 0;

  /**
   * @param clock milliseconds since 1970
   * @param capacity how many entries are kept, at most
   */
  constructor(
    private readonly clock: () => number = Date.now,
    private readonly capacity = 50_000,
  ) {}

  /** Statements that have arrived and are not over. */
  get running(): number {
    return this.now;
  }

  /** The highest `running` since the start or the last `reset`. */
  get highest(): number {
    return this.most;
  }

  /** The entries kept, oldest first. */
  entries(): readonly StatementEntry[] {
    return this.ring;
  }

  /** Forgets the entries; statements still running stay counted. */
  reset(): void {
    this.ring = [];
    this.most = this.now;
  }

  /** Notes an arrival. Returns the function to call once when the statement is over. */
  begin(start: StatementStart): (end: StatementEnd) => void {
    const entry: { -readonly [K in keyof StatementEntry]: StatementEntry[K] } = {
      ...start,
      id: ++this.last,
      start: this.clock(),
      outcome: 'running',
      rows: 0,
    };
    this.ring.push(entry);
    if (this.ring.length > this.capacity) this.ring.splice(0, Math.ceil(this.capacity / 10));
    this.most = Math.max(this.most, ++this.now);
    return (end) => {
      this.now -= 1;
      Object.assign(entry, end, { end: this.clock() });
    };
  }
}

const LONGEST_VALUE = 4000;

/** A value as the log shows it: bytes in hexadecimal, 64-bit integers as text, long text cut. */
export function loggedValue(value: SqlValue | TableValue): string | number | null {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string') return value.slice(0, LONGEST_VALUE);
  if (isTable(value)) return JSON.stringify(value.rows.map((row) => row.map(loggedValue))).slice(0, LONGEST_VALUE);
  return `0x${Buffer.from(value).toString('hex').slice(0, LONGEST_VALUE)}`;
}
