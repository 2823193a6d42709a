// What a caller reads when the ledger cannot be reached: come again, with the same key.
import { Problem } from '../../problems/problem.js';

/** Seconds after which the caller may try again. */
const RETRY_SECONDS = 5;

/** Work with the ledger; its failures become one problem. Problems pass. */
export async function stored<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('ledger-unavailable', { retryAfterSeconds: RETRY_SECONDS, internal: 'the ledger failed', cause });
  }
}
