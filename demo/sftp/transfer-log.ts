// What reached the SFTP server: sessions, logins, requests, and every rename with what became of it.
// Tests count publications here, at the server. It keeps the newest entries only and never throws.

/** A rename that was asked for. */
export interface RenameEntry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  /** Of the file that was renamed; 0 when there was none. */
  readonly bytes: number;
  readonly done: boolean;
  /** Whether the client was told: `lost` where a fault kept the answer back. */
  readonly answer: 'sent' | 'lost';
}

/** Numbers since the start or the last reset; `sessions` are those logged in now, `most` the most at once. */
export interface TransferCounters {
  readonly connections: number;
  readonly sessions: number;
  readonly most: number;
  readonly loginAttempts: number;
  readonly refusedLogins: number;
  readonly requests: number;
  /** Renames into the inbox that were carried out. */
  readonly publications: number;
}

const kept = 50_000;

/** The log of one server. */
export class TransferLog {
  #counters = emptyCounters();
  #renames: RenameEntry[] = [];
  #last = 0;

  constructor(private readonly clock: () => number) {}

  get counters(): TransferCounters {
    return { ...this.#counters };
  }

  /** Renames with a higher id than `after`, oldest first. */
  renames(after = 0): readonly RenameEntry[] {
    return this.#renames.filter(({ id }) => id > after);
  }

  connected(): void {
    this.#counters.connections += 1;
  }

  loginTried(accepted: boolean): void {
    this.#counters.loginAttempts += 1;
    if (!accepted) this.#counters.refusedLogins += 1;
  }

  requested(): void {
    this.#counters.requests += 1;
  }

  /** Returns what to call once when the session is over. */
  sessionBegan(): () => void {
    this.#counters.sessions += 1;
    this.#counters.most = Math.max(this.#counters.most, this.#counters.sessions);
    return () => void (this.#counters.sessions -= 1);
  }

  renamed(entry: Omit<RenameEntry, 'id' | 'at'>): void {
    this.#renames.push({ id: ++this.#last, at: this.clock(), ...entry });
    if (this.#renames.length > kept) this.#renames.splice(0, kept / 10);
    if (entry.done && /^\/inbox\/[^/]+$/.test(entry.to)) this.#counters.publications += 1;
  }

  /** Forgets renames and counts; sessions that are open stay counted. */
  reset(): void {
    const { sessions } = this.#counters;
    this.#counters = { ...emptyCounters(), sessions, most: sessions };
    this.#renames = [];
  }
}

function emptyCounters(): { -readonly [K in keyof TransferCounters]: number } {
  return {
    ...{ connections: 0, sessions: 0, most: 0, loginAttempts: 0, refusedLogins: 0 },
    ...{ requests: 0, publications: 0 },
  };
}
