// Asks the ERP once whether a command happened. A yes is a row that carries its traces. A no needs three things: the
// session is over, the source is fresher than its end, and nothing matches. Everything else leaves the question open.
// It must never call a silence a no.
import type { Command, Json } from '../command.js';
import { sourceOf } from '../prepare/command-source.js';
import type { ReadResults } from '../prepare/output-results.js';
import type { VerifyQuestion } from '../prepare/verify-question.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { readAtSource } from '../dispatch/read-at-source.js';
import type { Outside } from '../dispatch/read-at-source.js';
import { readWatermark } from '../dispatch/watermark-gauge.js';

/** What one question found. */
export type Verdict =
  | { readonly kind: 'happened'; readonly found: ReadResults; readonly evidence: Json }
  | { readonly kind: 'did-not-happen'; readonly evidence: Json }
  | { readonly kind: 'open'; readonly reason: string }
  /** More than one row carries the traces: a person must look. */
  | { readonly kind: 'doubled'; readonly reason: string };

/** Asks. `endedAt` is when the session was over at the latest, epoch milliseconds; undefined while it may still run. */
export async function inquire(
  context: Outside & Pick<DispatchContext, 'verify'>,
  question: VerifyQuestion,
  command: Command,
  endedAt: number | undefined,
): Promise<Verdict> {
  try {
    // Read before the rows: what they show is then at least as fresh as this.
    const watermark = endedAt === undefined ? undefined : await readWatermark(context, question.source);
    const rows = await readAtSource(context, question.plan(sourceOf(command)));
    const [row, second] = rows;
    if (second !== undefined)
      return { kind: 'doubled', reason: 'More than one record carries the traces of this command.' };
    if (row !== undefined) return happened(question, row);
    return absent(context.verify.skewMs, endedAt, watermark);
  } catch (error) {
    return {
      kind: 'open',
      reason: `The ERP could not be asked: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function happened(question: VerifyQuestion, row: Parameters<VerifyQuestion['results']>[0]): Verdict {
  const found = question.results(row);
  const { schema, name } = question.binding.view;
  const unreadable = found.unreadable.length > 0 && { unreadable: found.unreadable };
  return { kind: 'happened', found, evidence: { verified: `found in ${schema}.${name}`, ...unreadable } };
}

function absent(skewMs: number, endedAt: number | undefined, watermark: number | undefined): Verdict {
  if (endedAt === undefined) return { kind: 'open', reason: 'The call may still be running at the ERP.' };
  if (watermark === undefined) return { kind: 'open', reason: 'The source does not say how fresh it is.' };
  if (watermark <= endedAt + skewMs)
    return { kind: 'open', reason: 'The source is not known to be fresher than the end of the call.' };
  const instant = (time: number): string => new Date(time).toISOString();
  const evidence = { provenNo: { sessionEndedBy: instant(endedAt), sourceFreshAt: instant(watermark) } };
  return { kind: 'did-not-happen', evidence };
}
