// Deadlines as AbortSignals: every await that leaves the process carries one.
// It must never swallow the reason of an abort; callers tell a timeout from a hang-up by it.
import type { Clock } from './clock.js';

/** Why a signal was aborted by a deadline. */
export class DeadlineExceeded extends Error {
  constructor(readonly afterMs: number) {
    super(`deadline of ${afterMs} ms exceeded`);
    this.name = 'DeadlineExceeded';
  }
}

/** A running deadline. Dispose it when the work is done, so that its timer and listener go away. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Starts a deadline of `ms` milliseconds that also fires when `parent` does (the caller hung up).
 * The signal's reason is a DeadlineExceeded, or the parent's own reason.
 */
export function startDeadline(clock: Clock, ms: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  const onParent = (): void => controller.abort(parent?.reason);
  const cancelTimer = clock.after(ms, () => controller.abort(new DeadlineExceeded(ms)));
  if (parent?.aborted === true) onParent();
  else parent?.addEventListener('abort', onParent, { once: true });
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      cancelTimer();
      parent?.removeEventListener('abort', onParent);
    },
  };
}
