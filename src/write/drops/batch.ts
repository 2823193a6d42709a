// A batch: the file that carries the records of several commands to the ERP. Frozen data.
// Its bytes never change once it is sealed; a second try sends the same bytes under the same name.
import type { Json } from '../command.js';

/**
 * sealed: on disk, nothing published yet. delivering: a try is under way; its expiry leads to unknown. unknown: nobody
 * knows whether the file was published. delivered: published, acknowledgements awaited. parked: a person is needed; it
 * blocks its layout. closed: every member is settled.
 */
export type BatchState = 'sealed' | 'delivering' | 'unknown' | 'delivered' | 'parked' | 'closed';

/** One command in a batch. */
export interface BatchMember {
  readonly commandId: string;
  /** The record's first line in the file, from 1, header and column row included; of xml the record's number from 1. */
  readonly line: number;
  /** The text of the business key in the record, where acknowledgements are matched by it. */
  readonly businessKey?: string;
}

/** What never changes about a batch. */
export interface SealedBatch {
  /** ULID. */
  readonly id: string;
  /** The queue of its commands: `<channel>/<layout>`. One layout's batches go one after the other. */
  readonly queue: string;
  readonly sequence: number;
  /** The civil day in its name, `2026-12-01`. */
  readonly date: string;
  readonly fileName: string;
  readonly doneName?: string;
  readonly acknowledgementName?: string;
  readonly sha256: string;
  readonly members: readonly BatchMember[];
  readonly sealedAt: string;
}

/** A batch as it stands, without its bytes. */
export interface Batch extends SealedBatch {
  readonly state: BatchState;
  /** Grows with every try and every decision of a person. */
  readonly fence: number;
  /** Tries begun. */
  readonly attempts: number;
  readonly changedAt: string;
  /** When the try that is under way counts as over, of `delivering`. */
  readonly leaseUntil?: string;
  /** Not to be tried before this, of sealed ones. */
  readonly notBefore?: string;
  readonly deliveredAt?: string;
  /** Set once its acknowledgement was found overdue. */
  readonly overdueSince?: string;
  readonly parkedReason?: string;
}

/** One step of a batch's way. */
export interface BatchEntry {
  readonly at: string;
  readonly state: BatchState;
  readonly by: string;
  readonly reason?: string;
  readonly evidence?: Json;
}
