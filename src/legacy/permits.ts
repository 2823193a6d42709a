// Permits, handed out in the order they were asked for.
// It must never give one to somebody who has left.

/** So many at once, such as the sessions or connections a server allows. */
export class Permits {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(permits: number) {
    this.#free = permits;
  }

  /** True when a permit is the caller's; false when `ended` fired first. */
  take(ended: AbortSignal): Promise<boolean> {
    if (ended.aborted) return Promise.resolve(false);
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const mine = (): void => {
        ended.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(mine), 1);
        resolve(false);
      };
      this.#waiting.push(mine);
      ended.addEventListener('abort', leave, { once: true });
    });
  }

  /** Hands the permit to whoever has waited longest. */
  giveBack(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
