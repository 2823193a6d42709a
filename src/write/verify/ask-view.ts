// Asks a view about one command, once. It must never read the rows before the watermark, or what others have made before
// the rows: each must be at least as fresh as what it is held against.
import type { TimeSpan } from '../../legacy/codecs-of-time/stamped-within.js';
import type { Command } from '../command.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { readAtSource } from '../dispatch/read-at-source.js';
import type { Outside } from '../dispatch/read-at-source.js';
import { readWatermark } from '../dispatch/watermark-gauge.js';
import { sourceOf } from '../prepare/command-source.js';
import type { ViewQuestion } from '../prepare/view-question.js';
import { claimsBeside } from './claims.js';
import { judgeRows } from './judge-rows.js';
import { open } from './verdict.js';
import type { Verdict } from './verdict.js';

/** What asking a view needs of the outside. */
export type ViewContext = Outside & Pick<DispatchContext, 'verify' | 'journal'>;

/** Rejects when the source or the ledger cannot be read. */
export async function askView(
  context: ViewContext,
  question: ViewQuestion,
  command: Command,
  endedAt: number | undefined,
): Promise<Verdict> {
  const span = await spanOf(context, question, command, endedAt);
  if (span === 'never-sent') return open('Its history does not say when it was sent.');
  const watermark = endedAt === undefined ? undefined : await readWatermark(context, question.asked);
  const rows = await readAtSource(context, question.plan(sourceOf(command), span));
  const { since, place } = question;
  const seen = { place, rows: rows.map((row) => question.results(row)), endedAt, watermark };
  if (since === undefined || span === undefined) return judgeRows({ ...seen, skewMs: context.verify.skewMs });
  const claims = await claimsBeside(context.journal, command, since, span);
  return judgeRows({ ...seen, skewMs: Math.max(context.verify.skewMs, since.skewMs), claims });
}

/** From the first try, because only a proof says that an earlier one made nothing; undefined where there is no bound. */
async function spanOf(
  { journal, clock }: ViewContext,
  { since }: ViewQuestion,
  { id }: Command,
  endedAt: number | undefined,
): Promise<TimeSpan | 'never-sent' | undefined> {
  if (since === undefined) return undefined;
  const sent = (await journal.find(id))?.history.find(({ state }) => state === 'delivering');
  if (sent === undefined) return 'never-sent';
  return { from: Date.parse(sent.at) - since.skewMs, until: (endedAt ?? clock.now()) + since.skewMs };
}
