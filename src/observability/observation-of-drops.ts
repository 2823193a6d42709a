// What can be noticed about files on their way to the ERP and what comes back. Members of the union in observation.ts.
// It must never carry a record's values, or what the ERP wrote in an acknowledgement.

/**
 * Why an acknowledgement cannot be believed.
 * unknown-command: names no command of this gateway. contradiction: says otherwise than what was settled.
 * unreadable: a record or a file that cannot be read as its layout says. misplaced: a command that is not in the batch
 * the file acknowledges, or of another layout.
 */
export type ReviewKind = 'unknown-command' | 'contradiction' | 'unreadable' | 'misplaced';

/** Where a batch stands. The moves between these are in src/write/drops/batch-moves.ts. */
export type BatchState = 'sealed' | 'delivering' | 'unknown' | 'delivered' | 'parked' | 'closed';

/** What is seen of a file in a folder. */
export type SightSeen = 'same' | 'different' | 'absent' | 'unreadable';

export type DropObservation =
  | {
      /** A batch was sealed (`from` is undefined) or took a step, or was found elsewhere by now (`overtaken`). */
      readonly kind: 'batch-moved';
      readonly batchId: string;
      readonly queue: string;
      readonly fileName: string;
      readonly records: number;
      readonly from: BatchState | undefined;
      readonly to: BatchState;
      /** `gateway`, or the name of the person who decided. */
      readonly by: string;
      readonly overtaken: boolean;
      /** Why a person is needed, of a step to parked. */
      readonly parkedReason: string | undefined;
    }
  | {
      /** One try to publish a file is over. */
      readonly kind: 'publication-ended';
      readonly batchId: string;
      readonly queue: string;
      readonly fileName: string;
      readonly attempt: number;
      readonly outcome: 'published' | 'name-taken' | 'nothing-published' | 'unknown';
      /** How far the server let the bytes be read back, of published ones. */
      readonly checked: 'hash' | 'size' | 'not-checked' | undefined;
      readonly bytes: number;
      /** What the server or the driver said, for the log only. */
      readonly internal: string | undefined;
      readonly durationMs: number;
    }
  | {
      /** A file whose publication is not known was looked for. */
      readonly kind: 'batch-looked-for';
      readonly batchId: string;
      readonly queue: string;
      readonly fileName: string;
      readonly inbox: SightSeen;
      readonly archive: SightSeen;
      readonly acknowledgement: 'present' | 'absent' | 'unreadable';
      readonly verdict: 'published' | 'not-published' | 'other-file' | 'open';
    }
  /** Every number of a layout was given out and it may not begin again: its commands wait until the facade changes. */
  | { readonly kind: 'sequence-used-up'; readonly queue: string; readonly last: number | undefined }
  | {
      /** A file of acknowledgements was dealt with, whole. */
      readonly kind: 'acknowledgement-read';
      readonly queue: string;
      readonly fileName: string;
      /** Undefined where no batch has such an acknowledgement. */
      readonly batchId: string | undefined;
      readonly records: number;
      readonly settled: number;
      /** Records that said what was known already. */
      readonly repeated: number;
      /** Records that a person must look at. */
      readonly reviews: number;
      readonly durationMs: number;
    }
  | {
      /** An acknowledgement is overdue; said once per batch. */
      readonly kind: 'acknowledgement-overdue';
      readonly batchId: string;
      readonly queue: string;
      readonly fileName: string;
      /** Commands that are not settled. */
      readonly unsettled: number;
      readonly waitedMs: number;
    }
  | {
      /** Something in an acknowledgement cannot be believed and waits for a person. */
      readonly kind: 'review-needed';
      readonly queue: string;
      readonly fileName: string;
      readonly line: number;
      readonly review: ReviewKind;
      readonly commandId: string | undefined;
    }
  /** A queue was closed by the calendar, or opened again: then `until` is undefined. */
  | {
      readonly kind: 'queue-closed';
      readonly queue: string;
      /** RFC 3339. */
      readonly until: string | undefined;
      readonly reason: string;
    }
  | {
      /** How the batches of a queue stand; said every few seconds. */
      readonly kind: 'batches-standing';
      readonly queue: string;
      /** Published, acknowledgement awaited. */
      readonly awaited: number;
      readonly overdue: number;
      /** Whether the layout waits for a person. */
      readonly blocked: boolean;
    };
