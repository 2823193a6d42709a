// The port to the chain behind the audit trail: its ends, its entries in order, and what is kept about its heads.
// It must never let an entry go without the checkpoint that stands in its place.
import type { AuditEntry } from '../audit-entry.js';
import type { ChainedEntry, ChainPosition } from './chain-digest.js';

export type { ChainedEntry, ChainPosition } from './chain-digest.js';

/** A step of retention. */
export interface RetireStep {
  /** The last place to let go; everything up to it goes. */
  readonly upTo: number;
  /** The signed text that stands for what went; it replaces the checkpoint before. */
  readonly checkpoint: string;
  /** Tells of the step, in its commit. */
  readonly audit: AuditEntry;
}

/** One stream of audit entries. What resolves is committed and on disk. */
export abstract class AuditChain {
  /** Id of the stream; made with the store, 32 hexadecimal digits. */
  abstract stream(): Promise<string>;
  /** The last entry, or where the chain begins when there is none. */
  abstract end(): Promise<ChainPosition>;
  /** Entries behind a place, in order. */
  abstract after(place: number, most: number): Promise<readonly ChainedEntry[]>;
  /** The signed text that stands for the entries that were let go; undefined when all are there. */
  abstract checkpoint(): Promise<string | undefined>;
  /** The last head that was recorded here, or undefined. */
  abstract head(): Promise<string | undefined>;
  /** Records a head, once it has been written outside. */
  abstract recordHead(text: string): Promise<void>;
  /**
   * Ends the chain for as long as the store is open: whatever would append an entry is refused as a whole from now on,
   * and everything else goes on. Resolves when what was appended before is on disk. Calling it twice is harmless.
   */
  abstract close(): Promise<void>;
  /** Lets the oldest entries go. Rejects, and changes nothing, when the step does not start at the oldest entry. */
  abstract retire(step: RetireStep): Promise<void>;
}
