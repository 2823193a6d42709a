// One file on its way to the ERP and what became of it, as frozen data between the write path and drop channels.

/** A file to publish. Its bytes never change: a second try sends the same. */
export interface FileDrop {
  /** Its final name in the inbox; deterministic, so that it is the fence against a second file. */
  readonly name: string;
  /** A name that the ERP's batch job does not pick up, for as long as the file is not whole. */
  readonly temporaryName: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
  /** Name of an empty file written after it, where the batch job waits for one. */
  readonly doneName?: string;
  /** Epoch milliseconds after which the file must not be published: a closed window begins. */
  readonly notAfter?: number;
}

/** What became of publishing. The texts are for log and evidence only. */
export type PublishOutcome =
  /** It is in the inbox under its final name (or was, before the batch job took it). */
  | { readonly kind: 'published'; readonly checked: 'hash' | 'size' | 'not-checked' }
  /** A file of that name is there already. The write path looks whether it is the same. */
  | { readonly kind: 'name-taken' }
  /** Nothing was published: no rename was asked for, or the server said no. A temporary file may have been left. */
  | { readonly kind: 'nothing-published'; readonly reason: string }
  /** The rename was asked for and its answer is lost. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** What is seen of a file in one folder. `unreadable`: the folder or the file cannot be looked at. */
export type Sight = 'same' | 'different' | 'absent' | 'unreadable';

/** Where a file is seen. The inbox is looked at first, so that a file on its way to the archive is not missed. */
export interface Sighting {
  readonly inbox: Sight;
  readonly archive: Sight;
  /** Whether the file that acknowledges it was seen, read by the gateway or not. */
  readonly acknowledgement: 'present' | 'absent' | 'unreadable';
}

/** Steps of publishing, told as they are reached: `writing` with the first bytes, `renaming` before, `renamed` after. */
export type PublishStage = 'writing' | 'written' | 'checked' | 'renaming' | 'renamed';
