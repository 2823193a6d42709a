// A wait that ends early when it is called off. Resolves either way.

/** Waits `ms` milliseconds, for ever when that is infinite, or until `signal` aborts. */
export function pauseUntil(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
    const over = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', over, { once: true });
  });
}
