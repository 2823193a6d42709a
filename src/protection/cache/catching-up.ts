// How long an answer is good for while a replica may not have heard yet of what made the last one wrong.
// It must never make an answer good for nothing: that would switch the cache off while the replica is behind.
import type { Freshness } from '../../facade/contract.js';

/** What an answer and the last drop of its resource have to do with each other. */
export interface SinceDrop {
  /** Epoch milliseconds at which the source was asked. */
  readonly askedOn: number;
  /** Epoch milliseconds up to which the source says that it knows everything; undefined when it does not say. */
  readonly asOf: number | undefined;
  /** Epoch milliseconds of the drop. */
  readonly droppedOn: number;
}

/** How much the clocks of the gateway and of the ERP may differ. */
const SKEW_MS = 2_000;
/** How long a source that does not say how fresh it is, is taken to be behind. */
const UNTOLD_MS = 10_000;
/** Fresh for this long at most: then a lagging source is asked once a second about each thing, and not more. */
const CATCHING_UP_MS = 1_000;

/** The limits of an answer: those given, or short ones while the source may not show yet what the drop was for. */
export function limitsAfterDrop(limits: Freshness, { askedOn, asOf, droppedOn }: SinceDrop): Freshness {
  const isBehind = asOf === undefined ? askedOn < droppedOn + UNTOLD_MS : asOf < droppedOn + SKEW_MS;
  if (!isBehind) return limits;
  const freshMs = Math.min(limits.freshMs, CATCHING_UP_MS);
  return { ...limits, freshMs, revalidateMs: freshMs };
}
