// Settles one command by what an acknowledgement says of it, from wherever it stands. Doing it twice changes nothing.
// It must never change a command that is settled: a word against it is for a person.
import { NOT_ACCEPTED } from '../../facade/binding-of-drops.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { moveOf } from '../dispatch/moves-of.js';
import type { Brings } from '../dispatch/moves-of.js';
import type { Command, CommandState, Json } from '../command.js';
import { COMMAND_MOVES, isSettled } from '../command-moves.js';
import type { DropFrame } from '../batching/drop-frame.js';
import { contradiction } from './collected.js';
import type { Verdict } from './collected.js';
import type { Finding } from './review-items.js';

/** What became of a verdict. */
export type VerdictEnd =
  | { readonly kind: 'settled' }
  /** It was known already. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'review'; readonly finding: Finding };

/** Moves that may be overtaken by somebody else's before the verdict is left for the next reading. */
const MOST_TRIES = 4;

/** Rejects when the ledger fails, or the command moves faster than this. */
export async function settleVerdict(
  context: Pick<DispatchContext, 'journal' | 'writes'>,
  frame: DropFrame,
  verdict: Verdict,
  fileName: string,
): Promise<VerdictEnd> {
  const { journal } = context;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const command = (await journal.find(verdict.commandId))?.command;
    if (command === undefined) return review(verdict, 'the command is not in the ledger any more');
    if (isSettled(command.state)) return agrees(command.state, verdict) ? REPEATED : review(verdict, stands(command));
    const to = verdict.result === 'applied' ? 'succeeded' : 'refused';
    if (!COMMAND_MOVES[command.state].mayGoTo.includes(to)) return review(verdict, stands(command));
    const brings = bringsOf(context, frame, verdict, { command, fileName });
    const moved = await journal.move(command, moveOf(command, to, journal.instant(), brings));
    if (moved.kind === 'moved') return { kind: 'settled' };
  }
  throw new Error(`command ${verdict.commandId} does not stand still`);
}

const REPEATED: VerdictEnd = { kind: 'repeated' };

/** A cancelled command had no effect, as a refused one has none. */
function agrees(state: CommandState, { result }: Verdict): boolean {
  return result === 'applied' ? state === 'succeeded' : state !== 'succeeded';
}

function stands({ state }: Command): string {
  return `the command is ${state}`;
}

function review(verdict: Verdict, but: string): VerdictEnd {
  return { kind: 'review', finding: contradiction(verdict, but) };
}

interface Place {
  readonly command: Command;
  readonly fileName: string;
}

function bringsOf(
  { writes }: Pick<DispatchContext, 'writes'>,
  frame: DropFrame,
  { result, record }: Verdict,
  { command, fileName }: Place,
): Brings {
  const { line, code, reason, message, refusal, outputs } = record;
  const evidence: Record<string, Json> = { acknowledgement: fileName, line, code };
  if (reason !== undefined) evidence['reason'] = reason;
  if (message !== undefined) evidence['message'] = message;
  if (result === 'refused')
    return { evidence, refusal: refusal ?? { reason: NOT_ACCEPTED.reason, text: message ?? NOT_ACCEPTED.text } };
  const write = writes.find(command.version, command.operation);
  const read = (write?.kind === 'drop' ? write : frame.drop).results.read(outputs);
  if (read.unreadable.length > 0) evidence['unreadable'] = read.unreadable;
  return { evidence, result: read.result };
}
