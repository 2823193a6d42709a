// A problem with two voices: what the caller may read, and what only the log gets. The two are never mixed.
import type { ProblemCode } from './problem-codes.js';

/** One fault of a request, located by query/header parameter name or by JSON pointer (RFC 6901). */
export interface RequestFault {
  readonly parameter?: string;
  readonly pointer?: string;
  /** What is wrong and what is allowed, for the caller. */
  readonly detail: string;
}

/** Everything besides the code that shapes a problem. */
export interface ProblemOptions {
  /** Public sentence for this occurrence. Never SQL, stack, host names or the ERP's own words. */
  readonly detail?: string;
  /** All faults of the request at once. */
  readonly errors?: readonly RequestFault[];
  /** Of refused-by-erp: the reason code of the facade. */
  readonly reason?: string;
  /** Id of the command this is about. */
  readonly commandId?: string;
  /** Whole seconds after which a retry makes sense; becomes Retry-After. */
  readonly retryAfterSeconds?: number;
  /** Further response headers, such as Allow or WWW-Authenticate. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log only. */
  readonly internal?: string;
  readonly cause?: unknown;
}

/** Thrown where a request cannot be served; the last filter turns it into an RFC 9457 answer. */
export class Problem extends Error {
  readonly detail: string | undefined;
  readonly errors: readonly RequestFault[];
  readonly reason: string | undefined;
  readonly commandId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly internal: string | undefined;

  constructor(
    readonly code: ProblemCode,
    options: ProblemOptions = {},
  ) {
    super(options.internal ?? options.detail ?? code, { cause: options.cause });
    this.name = 'Problem';
    this.detail = options.detail;
    this.errors = options.errors ?? [];
    this.reason = options.reason;
    this.commandId = options.commandId;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.headers = options.headers ?? {};
    this.internal = options.internal;
  }
}

/** Seconds after which whoever was told that the store failed may try again. */
const STORE_RETRY_SECONDS = 5;

/** What could not be stored, in words for the log, as the problem it is to a caller. */
export function ledgerUnavailable(internal: string, cause: unknown): Problem {
  return new Problem('ledger-unavailable', { retryAfterSeconds: STORE_RETRY_SECONDS, internal, cause });
}
