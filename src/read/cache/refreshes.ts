// Asks again behind the back of callers who were served what is kept: one asking per answer, a few per source.
// It must never make a caller wait, nor fail aloud: who comes when the answer is too old asks and is told.

/** Refreshing of one gateway; stopped once. */
export class Refreshes {
  readonly #underWay = new Map<string, Set<string>>();
  readonly #stopping = new AbortController();

  /** `most` is how many may be under way at once, by source. */
  constructor(private readonly most: (source: string) => number) {}

  /** Whether there is room for this one, and it is not under way. */
  mayBegin(source: string, key: string): boolean {
    const keys = this.#underWay.get(source);
    return !this.#stopping.signal.aborted && (keys === undefined || (!keys.has(key) && keys.size < this.most(source)));
  }

  /** Begins; `refresh` is to give up when the signal fires. */
  begin(source: string, key: string, refresh: (signal: AbortSignal) => Promise<unknown>): void {
    const keys = this.#underWay.get(source) ?? new Set();
    this.#underWay.set(source, keys.add(key));
    const end = (): void => void keys.delete(key);
    refresh(this.#stopping.signal).then(end, end);
  }

  /** Gives up everything under way and begins nothing more. */
  stop(): void {
    this.#stopping.abort(new Error('the gateway stops'));
  }
}
