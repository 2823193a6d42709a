// What the write path is asked and what it answers, in its own words. Frozen data.
// It must never carry a token, a header the write path does not know, or anything of HTTP but names.
import type { CommandWithHistory } from './ledger.port.js';
import type { PublicStatus } from './command.js';

/** One write as it arrived. */
export interface WriteRequest {
  readonly version: string;
  readonly operation: string;
  readonly clientId: string;
  /** Key in the address, decoded, of changes and actions. */
  readonly key?: string;
  /** Path as sent, without query. */
  readonly path: string;
  /** The body as it arrived; undefined when there was none. */
  readonly body: Uint8Array | undefined;
  /** Values of all Idempotency-Key fields. */
  readonly idempotencyKeys: readonly string[];
  readonly ifMatch?: string;
  readonly correlationId: string;
}

/** A write that is on disk. */
export interface AcceptedWrite {
  readonly found: CommandWithHistory;
  /** True when this request had been accepted before. */
  readonly replayed: boolean;
}

/** Which of its commands a client wants to see, newest first. */
export interface OwnCommandQuery {
  readonly statuses: readonly PublicStatus[];
  readonly operation?: string;
  /** Id of the last command of the page before. */
  readonly before?: string;
  readonly limit: number;
}
