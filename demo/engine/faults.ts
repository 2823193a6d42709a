// The misbehaviour a test or an operator asks of one server: a queue of faults and two standing switches.
// It only says what shall happen; the sessions make it happen.

/** One fault. The first one in the queue that fits a login or a request is taken. */
export interface Fault {
  readonly on: 'login' | 'request';
  /** Text the request (statement, procedure name) or the login (`name application`) must contain, ignoring case; or a pattern. */
  readonly match?: string | RegExp;
  /** How often it happens; without it, until `clear`. */
  readonly times?: number;
  /** Wait before going on, in milliseconds. An attention ends the wait, unless `ignoreAttention`. */
  readonly delayMs?: number;
  /** Never answer: a request stays open until an attention (unless `ignoreAttention`) or the end of the connection. */
  readonly stall?: boolean;
  /** Answer with this error; 1205 also rolls an open transaction back. */
  readonly error?: FaultError;
  /** Cut the connection: before anything is answered, or in the middle of the first result set. */
  readonly drop?: 'before' | 'midway';
  /** Play a server that does not hear a cancel: the request runs on and no acknowledgement is sent. */
  readonly ignoreAttention?: boolean;
  /** Logins only: send the client to this server, as read-only routing does. */
  readonly route?: { readonly host: string; readonly port: number };
}

export interface FaultError {
  readonly number: number;
  readonly message?: string;
  readonly class?: number;
  readonly state?: number;
}

interface QueuedFault {
  readonly fault: Fault;
  left: number;
}

/** The faults of one server. */
export class Faults {
  /** Whether the database says READ_ONLY and refuses writes: a replica, until a failover makes it the primary. */
  readOnly: boolean;
  /** Refuse every login with 18456. */
  refuseLogins = false;
  private queue: QueuedFault[] = [];

  /** @param initially what `readOnly` is now and after `clear` */
  constructor(private readonly initially = false) {
    this.readOnly = initially;
  }

  /** Appends a fault. */
  add(fault: Fault): void {
    this.queue.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  /** The faults that still wait, in order. */
  list(): Fault[] {
    return this.queue.map(({ fault, left }) => (Number.isFinite(left) ? { ...fault, times: left } : fault));
  }

  /** Forgets every fault and puts both switches back. */
  clear(): void {
    this.queue = [];
    this.readOnly = this.initially;
    this.refuseLogins = false;
  }

  /** Takes the first fault that fits, counting it. */
  take(on: Fault['on'], text: string): Fault | undefined {
    const found = this.queue.find(({ fault }) => fault.on === on && matches(fault.match, text));
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.queue = this.queue.filter((queued) => queued !== found);
    return found.fault;
  }
}

function matches(match: string | RegExp | undefined, text: string): boolean {
  if (match === undefined) return true;
  if (typeof match === 'string') return text.toLowerCase().includes(match.toLowerCase());
  return new RegExp(match.source, match.flags.replace(/[gy]/g, '')).test(text);
}
