// The misbehaviour a test or an operator asks of the SFTP server: a queue of faults and the standing switches.
// It only says what shall happen; sessions and logins make it happen.

/** Requests by the names of their packets. */
export const requestKinds = [
  'open',
  'close',
  'read',
  'write',
  'stat',
  'lstat',
  'fstat',
  'setstat',
  'fsetstat',
  'opendir',
  'readdir',
  'remove',
  'rename',
  'mkdir',
  'rmdir',
  'realpath',
] as const;
export type RequestKind = (typeof requestKinds)[number];

/** How a request can be refused. */
export const refusals = ['denied', 'missing', 'failure', 'unsupported'] as const;
export type RefusalKind = (typeof refusals)[number];

/** One fault. The first one in the queue that fits a request is taken. */
export interface SftpFault {
  /** Left out: every request. */
  readonly on?: RequestKind;
  /** Text that one of the request's paths (of the open file, too) must contain. */
  readonly match?: string;
  /** Requests that fit and are let pass before it begins. */
  readonly after?: number;
  /** How often it happens; without it, until `clear`. */
  readonly times?: number;
  /** Wait before going on, in milliseconds. */
  readonly delayMs?: number;
  /** Never answer this request, nor any behind it in the session, until `clear`. */
  readonly stall?: boolean;
  /** Cut the connection: `before` the request is carried out, or `after`, so that only its answer is lost. */
  readonly drop?: 'before' | 'after';
  /** Carry it out even when the client has gone meanwhile: with `delayMs`, a server that is slower than its clients' patience. */
  readonly deaf?: boolean;
  /** Do nothing and answer with this. */
  readonly error?: RefusalKind;
  /** Of `write`: keep so many bytes fewer and say that all is well. */
  readonly storeFewerBytes?: number;
  /** Of `rename`: put it over a file that is there, as some servers do. */
  readonly overwrite?: boolean;
}

interface QueuedFault {
  readonly fault: SftpFault;
  before: number;
  left: number;
}

/** Faults and switches of one SFTP server. */
export class SftpFaults {
  refuseLogins = false;
  /** Bytes that may still be written; undefined: as many as the disk holds. */
  quota: number | undefined;
  #queue: QueuedFault[] = [];
  #healed = new AbortController();

  /** Aborts when the faults are forgotten; what stalls goes on then. */
  get healed(): AbortSignal {
    return this.#healed.signal;
  }

  /** Appends a fault. */
  add(fault: SftpFault): void {
    this.#queue.push({ fault, before: fault.after ?? 0, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  /** The faults that still wait, in order. */
  list(): readonly SftpFault[] {
    return this.#queue.map(({ fault, before, left }) => ({
      ...fault,
      ...(fault.after === undefined ? {} : { after: before }),
      ...(Number.isFinite(left) ? { times: left } : {}),
    }));
  }

  /** Forgets every fault and puts the switches back. */
  clear(): void {
    this.#queue = [];
    this.refuseLogins = false;
    this.quota = undefined;
    this.#healed.abort();
    this.#healed = new AbortController();
  }

  /** Takes the first fault that fits a request, counting it. */
  take(kind: RequestKind, paths: readonly string[]): SftpFault | undefined {
    for (const queued of this.#queue.filter(({ fault }) => fits(fault, kind, paths))) {
      if (queued.before === 0) return this.#spend(queued);
      queued.before -= 1;
    }
    return undefined;
  }

  #spend(queued: QueuedFault): SftpFault {
    queued.left -= 1;
    if (queued.left <= 0) this.#queue = this.#queue.filter((each) => each !== queued);
    return queued.fault;
  }
}

function fits({ on, match }: SftpFault, kind: RequestKind, paths: readonly string[]): boolean {
  return (on === undefined || on === kind) && (match === undefined || paths.some((path) => path.includes(match)));
}
