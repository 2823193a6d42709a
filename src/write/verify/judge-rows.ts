// What the rows of a view prove about a command. Pure: the same sight always means the same.
// It must never call a silence a no, and never give one row to two commands.
import type { Json } from '../command.js';
import type { ReadResults } from '../prepare/output-results.js';
import type { Claims } from './claims.js';
import { happened, instantOf, open } from './verdict.js';
import type { Verdict } from './verdict.js';

/** Everything that was seen. Times are epoch milliseconds. */
export interface Sight {
  /** The view. */
  readonly place: string;
  /** Those that carry the traces of the command, at most two. */
  readonly rows: readonly ReadResults[];
  /** When the session was over at the latest; undefined while it may still run. */
  readonly endedAt: number | undefined;
  /** Read before the rows, after the end of the session; undefined where the source does not say how fresh it is. */
  readonly watermark: number | undefined;
  /** How far the clocks of the gateway and of the ERP may be apart. */
  readonly skewMs: number;
  /** Of natural keys: what others have made, read after the rows. */
  readonly claims?: Claims;
}

/** What follows. */
export function judgeRows(sight: Sight): Verdict {
  const { rows, place, claims } = sight;
  const [row, second] = rows;
  if (second !== undefined) return ambiguous(sight, 'More than one record carries the traces of this command.');
  if (row === undefined) return judgeSilence(sight);
  if (claims === undefined) return happened(row, { verified: `found in ${place}` });
  return judgeOnlyRow(sight, row, claims);
}

function judgeSilence(sight: Sight): Verdict {
  const proof = proofOfWhole(sight);
  return typeof proof === 'string' ? open(proof) : { kind: 'did-not-happen', evidence: { provenNo: proof } };
}

/** Why something may not be seen yet, or the times that prove that everything is. */
function proofOfWhole({ endedAt, watermark, skewMs }: Sight): string | { readonly [name: string]: Json } {
  if (endedAt === undefined) return 'The call may still be running at the ERP.';
  if (watermark === undefined) return 'The source does not say how fresh it is.';
  if (watermark <= endedAt + skewMs) return 'The source is not known to be fresher than the end of the call.';
  return { sessionEndedBy: instantOf(endedAt), sourceFreshAt: instantOf(watermark) };
}

/** Nothing but fields others could send as well tells the row from theirs. */
function judgeOnlyRow(sight: Sight, row: ReadResults, claims: Claims): Verdict {
  const { place } = sight;
  // Only when everything has been seen that the call can have made is one row the only one.
  const proof = proofOfWhole(sight);
  if (typeof proof === 'string') return open(proof);
  const own = row.result[claims.identity];
  if (own === undefined) return ambiguous(sight, 'The record that was found does not say which one it is.');
  const taker = claims.made.find(({ identity }) => identity === own);
  if (taker !== undefined) {
    return ambiguous(sight, 'The record that was found was made by another command.', { madeBy: taker.commandId });
  }
  const suspect = claims.made.find(({ identity }) => identity === undefined);
  if (suspect !== undefined) {
    const reason = 'The record that was found may have been made by another command, of which that is not known.';
    return ambiguous(sight, reason, { madeBy: suspect.commandId });
  }
  const [rival] = claims.open;
  if (rival !== undefined) return open(`The record that was found may be that of ${rival}, which is not settled yet.`);
  return happened(row, { verified: `found in ${place} by its natural key`, ...claims.span });
}

function ambiguous(
  { place, rows, claims }: Sight,
  reason: string,
  more: { readonly [name: string]: Json } = {},
): Verdict {
  const found = rows.map(({ result }) => result);
  return { kind: 'ambiguous', reason, evidence: { verified: reason, place, found, ...more, ...claims?.span } };
}
