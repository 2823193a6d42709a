// Gives memory back before anybody is refused for want of it. What a process has taken from the machine it rarely returns,
// so room has to be made while the next request can still use it.
// It must never give back again and again for a number that stays where it is, as long as that costs nobody anything.

/** Below the first rung of refusing, by what one crowd may take meanwhile. */
const FROM = 0.8;
/** Above this share somebody is refused, and whatever can be given back is. */
const REFUSING = 0.85;
/** By so much the share must have risen since memory was given back last. */
const RISE = 0.01;
/** What was given back is there only after a collection: it is given this time, in milliseconds, to be seen. */
const REST_MS = 5_000;

/** Watches one share of memory. */
export class MemoryRelief {
  #last: { readonly share: number; readonly at: number } | undefined;

  /** `give` gives back a part of what can be done without. */
  constructor(private readonly give: () => void) {}

  /** Takes a reading; `now` is monotonic milliseconds. */
  sample(share: number, now: number): void {
    if (share < FROM) this.#last = undefined;
    else if (this.#isDue(share, now)) {
      this.#last = { share, at: now };
      this.give();
    }
  }

  #isDue(share: number, now: number): boolean {
    if (this.#last === undefined) return true;
    if (now - this.#last.at < REST_MS) return false;
    return share >= REFUSING || share >= this.#last.share + RISE;
  }
}
