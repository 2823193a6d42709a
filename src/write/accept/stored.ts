// What a caller reads when the ledger cannot be reached: come again, with the same key.
import { ledgerUnavailable, Problem } from '../../problems/problem.js';

/** Work with the ledger; its failures become one problem. Problems pass. */
export async function stored<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw ledgerUnavailable('the ledger failed', cause);
  }
}
