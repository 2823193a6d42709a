// Which files of a folder are whole: those whose size and date were the same at two looks.
// It must never take a file for whole because of its name, its age or its contents.
import type { FoundFile } from '../../legacy/acknowledgement-folder.port.js';

interface Seen {
  readonly size: number;
  readonly modifiedAt: number;
  /** Monotonic milliseconds. */
  readonly since: number;
  notBefore: number;
}

/** A file that did not change between two looks, and for how many milliseconds it has not. */
export interface StableFile {
  readonly file: FoundFile;
  readonly stableMs: number;
}

/** Remembers what one folder looked like. */
export class StableFiles {
  #seen = new Map<string, Seen>();

  /** The whole files of a listing made at `now`, in monotonic milliseconds; the oldest first. */
  look(files: readonly FoundFile[], now: number): readonly StableFile[] {
    const before = this.#seen;
    this.#seen = new Map(files.map((file) => [file.name, seenOf(file, before.get(file.name), now)]));
    const stable = files.flatMap((file) => {
      const seen = this.#seen.get(file.name);
      if (seen === undefined || seen !== before.get(file.name) || seen.notBefore > now) return [];
      return [{ file, stableMs: now - seen.since }];
    });
    return stable.sort((a, b) => a.file.modifiedAt - b.file.modifiedAt || (a.file.name < b.file.name ? -1 : 1));
  }

  /** Not to be looked into before then, unless it changes. */
  postpone(name: string, until: number): void {
    const seen = this.#seen.get(name);
    if (seen !== undefined) seen.notBefore = until;
  }
}

function seenOf({ size, modifiedAt }: FoundFile, known: Seen | undefined, now: number): Seen {
  const isSame = known?.size === size && known.modifiedAt === modifiedAt;
  return isSame ? known : { size, modifiedAt, since: now, notBefore: 0 };
}
