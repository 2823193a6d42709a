// Checks a chain entry by entry, and finds out what was done to the ones that do not fit. Bounded in memory.
// It must never call a chain whole in which a single byte of an entry differs from what was appended.
import { auditEntryOf } from '../chain-entry.js';
import type { ChainedEntry, ChainPosition } from './chain-digest.js';
import { placesFinding } from './chain-finding.js';
import type { ChainFinding } from './chain-finding.js';
import { RecentDigests, follows } from './recent-digests.js';
import { wereReordered } from './were-reordered.js';

/** Most entries in a row that are looked at together to find out what became of them. */
const MOST_STRAYS = 64;

/** One chain; given every entry in order of place, then ended. */
export class ChainCheck {
  readonly #tell: (finding: ChainFinding) => void;
  readonly #recent = new RecentDigests();
  /** Entries that did not fit where they stood. */
  #strays: ChainedEntry[] = [];
  #end: ChainPosition;
  #place: number;
  #whole = true;

  /** @param start where the entries must begin: behind this position */
  constructor(start: ChainPosition, tell: (finding: ChainFinding) => void) {
    this.#end = start;
    this.#place = start.place;
    this.#tell = (finding) => {
      this.#whole = false;
      tell(finding);
    };
    this.#recent.add(start);
  }

  /** The last place there is. */
  get place(): number {
    return this.#place;
  }

  /** False once anything was found. */
  get whole(): boolean {
    return this.#whole && this.#strays.length === 0;
  }

  take(entry: ChainedEntry): void {
    if (entry.place > this.#place + 1) this.#skip(entry);
    else this.#fit(entry);
    this.#place = entry.place;
    this.#compareColumns(entry);
  }

  /** Says what is still open. */
  end(): void {
    const passed = this.#strays.filter(({ place }) => place < this.#end.place).length;
    this.#settle(passed, 'inserted', INSERTED);
    this.#settle(this.#strays.length, 'edited', EDITED);
  }

  #skip(entry: ChainedEntry): void {
    this.#settle(this.#strays.length, 'edited', EDITED);
    this.#tell(placesFinding('deleted', this.#place + 1, entry.place - 1, 'deleted.'));
    this.#goOn(entry);
  }

  #fit(entry: ChainedEntry): void {
    if (follows(entry, this.#end.digest)) {
      this.#goOn(entry);
      this.#fitStrays();
    } else if (!this.#followsStray(entry) && !this.#followsEarlier(entry)) {
      this.#strays.push(entry);
      if (this.#strays.length < MOST_STRAYS) return;
      this.#settle(MOST_STRAYS, 'edited', EDITED);
      this.#goOn(entry);
    }
  }

  /** An entry that stood before the one it follows has changed places. */
  #fitStrays(): void {
    for (let next = this.#strayAfterEnd(); next !== -1; next = this.#strayAfterEnd()) {
      const [moved] = this.#strays.splice(next, 1);
      if (moved === undefined) return;
      this.#tell(placesFinding('reordered', moved.place, this.#place + 1, REORDERED));
      this.#goOn(moved);
    }
  }

  #strayAfterEnd(): number {
    return this.#strays.findIndex((stray) => follows(stray, this.#end.digest));
  }

  /** What follows the digest of one that did not fit: so that digest is genuine and its text is not. */
  #followsStray(entry: ChainedEntry): boolean {
    const at = this.#strays.findLastIndex(({ digest }) => follows(entry, digest));
    if (at === -1) return false;
    this.#settle(at + 1, 'edited', EDITED);
    this.#goOn(entry);
    return true;
  }

  /** What follows an earlier entry than the last: so those in between were never appended. */
  #followsEarlier(entry: ChainedEntry): boolean {
    const earlier = this.#recent.before(entry);
    if (earlier === undefined) return false;
    this.#tell(placesFinding('inserted', earlier.place + 1, entry.place - 1, INSERTED));
    this.#strays = [];
    this.#goOn(entry);
    return true;
  }

  #goOn({ place, digest }: ChainedEntry): void {
    this.#end = { place, digest };
    this.#recent.add(this.#end);
    const [oldest] = this.#strays;
    if (oldest !== undefined && place - oldest.place > MOST_STRAYS)
      this.#settle(this.#strays.length, 'inserted', INSERTED);
  }

  /** Gives the oldest strays their verdict. */
  #settle(count: number, kind: 'edited' | 'inserted', why: string): void {
    const settled = this.#strays.splice(0, count);
    const [first] = settled;
    const last = settled.at(-1);
    if (first === undefined || last === undefined) return;
    if (wereReordered(this.#end.digest, settled)) {
      this.#tell(placesFinding('reordered', first.place, last.place, REORDERED));
    } else this.#tell(placesFinding(kind, first.place, last.place, why));
  }

  /** Action and subject stand beside the text once more; whoever changes them there hides an entry from a search. */
  #compareColumns({ place, action, subject, text }: ChainedEntry): void {
    const told = tolerantEntryOf(text);
    if (told?.action === action && told.subject === subject) return;
    if (this.#strays.some((stray) => stray.place === place)) return;
    this.#tell(placesFinding('edited', place, place, REFILED));
  }
}

const EDITED = 'edited, or put there from elsewhere: the digest does not belong to the text and the entry before.';
const INSERTED = 'inserted: the entries around belong together without.';
const REORDERED = 'reordered: these stand in another order than they came in.';
const REFILED = 'edited: filed under another action or subject than its text tells of.';

function tolerantEntryOf(text: string): { readonly action?: unknown; readonly subject?: unknown } | undefined {
  try {
    return auditEntryOf(text);
  } catch {
    return undefined;
  }
}
