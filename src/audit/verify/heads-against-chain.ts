// Compares genuine heads with the chain as it is stored, both in order, holding one of each.
// It must never blame the past for what a head of later tells: that comes when the entries are there.
import { digestText } from '../chain/chain-digest.js';
import type { ChainPosition } from '../chain/chain-digest.js';
import { placesFinding } from '../chain/chain-finding.js';
import type { GenuineHead, TellFinding } from './head-check.js';

/** Gives the next genuine head, in order of places. */
export type NextHead = () => Promise<GenuineHead | undefined>;

/** One comparison. */
export class HeadsAgainstChain {
  #waiting: GenuineHead | undefined;
  #lastGood = 0;
  #rewritten = false;

  private constructor(
    private readonly next: NextHead,
    private readonly tell: TellFinding,
  ) {}

  /** Waits with the first head. */
  static async over(next: NextHead, tell: TellFinding): Promise<HeadsAgainstChain> {
    const comparison = new HeadsAgainstChain(next, tell);
    comparison.#waiting = await next();
    return comparison;
  }

  /** True when a head may be about this place; to be asked first, as most places have none. */
  concerns(place: number): boolean {
    return this.#waiting !== undefined && this.#waiting.place <= place;
  }

  /** Compares the heads of a place. @param whole whether the chain up to here was found in order */
  async compare({ place, digest }: ChainPosition, whole: boolean): Promise<void> {
    while (this.#waiting !== undefined && this.#waiting.place <= place) {
      if (this.#waiting.place === place) this.#compare(this.#waiting, digestText(digest), whole);
      this.#waiting = await this.next();
    }
  }

  /** To be called behind the last entry. */
  async end(lastPlace: number): Promise<void> {
    let beyond: GenuineHead | undefined;
    for (; this.#waiting !== undefined; this.#waiting = await this.next()) {
      if (this.#waiting.place > (beyond?.place ?? lastPlace)) beyond = this.#waiting;
    }
    if (beyond === undefined) return;
    const why = `cut off: head ${beyond.number} of ${beyond.at} tells of them.`;
    this.tell(placesFinding('cut-off', lastPlace + 1, beyond.place, why));
  }

  /** What does not fit after something else was found is a consequence of that; one rewriting is told once. */
  #compare(head: GenuineHead, digest: string, whole: boolean): void {
    if (head.digest === digest) this.#lastGood = head.place;
    else if (whole && !this.#rewritten) {
      this.#rewritten = true;
      const why = `rewritten, or others put in their places: they are not the ones that head ${head.number} of ${head.at} was signed for.`;
      this.tell(placesFinding('rewritten', this.#lastGood + 1, head.place, why));
    }
  }
}
