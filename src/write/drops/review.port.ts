// The port to what acknowledgements said that could not be believed: kept for people, never acted upon.

/**
 * unknown-command: names no command of this gateway. contradiction: says otherwise than what was settled.
 * unreadable: a record or a file that cannot be read as its layout says. misplaced: a command that is not in the batch
 * the file acknowledges, or of another layout.
 */
export type ReviewKind = 'unknown-command' | 'contradiction' | 'unreadable' | 'misplaced';

/** One thing a person must look at. The same thing found again, such as after a restart, is one item. */
export interface ReviewItem {
  /** SHA-256 over queue, file, line and kind, base64url. */
  readonly id: string;
  readonly kind: ReviewKind;
  readonly queue: string;
  readonly fileName: string;
  readonly line: number;
  readonly commandId?: string;
  /** What is wrong, for people; at most 500 characters, without control characters. */
  readonly detail: string;
  readonly foundAt: string;
  readonly closed?: { readonly by: string; readonly reason: string; readonly at: string };
}

/** Every promise that resolves is on disk. */
export abstract class Reviews {
  /** Stores the items that are new; resolves to how many were. */
  abstract put(items: readonly ReviewItem[]): Promise<number>;
  /** Open ones first, newest first. */
  abstract list(query: { readonly open: boolean; readonly limit: number }): Promise<readonly ReviewItem[]>;
  /** Closes an open one; false when there is none of that id. */
  abstract close(
    id: string,
    decision: { readonly by: string; readonly reason: string; readonly at: string },
  ): Promise<boolean>;
}
