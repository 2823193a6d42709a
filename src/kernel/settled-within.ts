// Waiting for work for no longer than a given time. It must never end the work: what is late goes on unseen.
import type { Clock } from './clock.js';

/** Resolves when `work` has resolved, after `ms` milliseconds at the latest; rejects when it rejects before that. */
export async function settledWithin(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const cancel = clock.after(ms, () => resolve(undefined));
  try {
    await Promise.race([work, late]);
  } finally {
    cancel();
  }
}
