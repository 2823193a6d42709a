// Which rows other commands of an operation have made, as far as they could be taken for those of one in question: the
// commands of its order key, of which the facade makes sure that it holds the natural key.
// It must never leave out a command that may have reached the ERP within the span.
import type { TimeSpan } from '../../legacy/codecs-of-time/stamped-within.js';
import type { Command, CommandState, Json } from '../command.js';
import type { Journal } from '../journal.js';
import type { TimeBound } from '../../facade/binding-of-verification.js';
import { instantOf } from './verdict.js';

/** What others have made, or may have. */
export interface Claims {
  /** The result that tells one row from another. */
  readonly identity: string;
  /** Of those that succeeded: the row each made, undefined where that is not known. */
  readonly made: readonly { readonly commandId: string; readonly identity: Json | undefined }[];
  /** Sent, and not settled. */
  readonly open: readonly string[];
  /** The bound, for evidence. */
  readonly span: { readonly from: string; readonly until: string };
}

const PAGE = 200;

/** States in which a row may be there of which its command does not know yet. */
const SENT: ReadonlySet<CommandState> = new Set(['delivering', 'delivered', 'unknown'] as const);

/** Looks at the commands of the same order key, newest first, for as long as they can have made a row of the span. */
export async function claimsBeside(
  journal: Pick<Journal, 'list'>,
  command: Command,
  { identity, skewMs }: TimeBound,
  span: TimeSpan,
): Promise<Claims> {
  const made: Claims['made'][number][] = [];
  const open: string[] = [];
  for await (const other of othersOf(journal, command, instantOf(span.from - skewMs))) {
    if (other.state === 'succeeded') made.push({ commandId: other.id, identity: resultOf(other, identity) });
    else if (SENT.has(other.state) || (other.state === 'parked' && other.attempts > 0)) open.push(other.id);
  }
  return { identity, made, open, span: { from: instantOf(span.from), until: instantOf(span.until) } };
}

/**
 * All of the key are settled in their order: behind one that was settled before `earliest` none can have made a row
 * later. One that was taken back may have been so out of its turn.
 */
async function* othersOf(
  journal: Pick<Journal, 'list'>,
  { id, operation, orderKey }: Command,
  earliest: string,
): AsyncGenerator<Command> {
  for (let before: string | undefined; ;) {
    const page = await journal.list({ operation, orderKey, limit: PAGE, ...(before !== undefined && { before }) });
    for (const other of page) {
      const isOver = (other.state === 'succeeded' || other.state === 'refused') && other.changedAt < earliest;
      if (isOver) return;
      if (other.id !== id) yield other;
    }
    before = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

function resultOf({ result }: Command, name: string): Json | undefined {
  const isObject = typeof result === 'object' && result !== null && !Array.isArray(result);
  return isObject ? (result as { readonly [member: string]: Json })[name] : undefined;
}
