// Waiting for something another process does. It must never wait for ever.

const POLL_MS = 10;
const LONGEST_WAIT_MS = 60_000;

/** Resolves to the first answer that is not undefined; rejects after a minute, or with what `look` throws. */
export async function waitUntil<Answer>(what: string, look: () => Promise<Answer | undefined>): Promise<Answer> {
  const since = performance.now();
  while (performance.now() - since < LONGEST_WAIT_MS) {
    const answer = await look();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`waited too long: ${what}`);
}
