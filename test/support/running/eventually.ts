// Waiting for the outside: for a condition, never for a time.

/** How long tests wait before they say that something will not happen any more: longer than any busy machine needs. */
const LONGEST_MS = 30_000;
const BETWEEN_MS = 10;

/** Resolves to the first value of `look` that is not false or undefined; rejects, saying `what`, when none comes in time. */
export async function eventually<Value>(
  what: string,
  look: () => Value | false | undefined | Promise<Value | false | undefined>,
  ms = LONGEST_MS,
): Promise<Value> {
  const end = performance.now() + ms;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}
