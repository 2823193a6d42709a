// Asks the ERP once whether a command happened, in the way its facade says. Whatever keeps it from answering leaves the
// question open. It must never call a silence a no.
import { failureText } from '../../kernel/failure-text.js';
import type { Command } from '../command.js';
import type { VerifyQuestion } from '../prepare/verify-question.js';
import { askProcedure } from './ask-procedure.js';
import type { CallContext } from './ask-procedure.js';
import { askView } from './ask-view.js';
import type { ViewContext } from './ask-view.js';
import { open } from './verdict.js';
import type { Verdict } from './verdict.js';

/** Asks. `endedAt` is when the session was over at the latest, epoch milliseconds; undefined while it may still run. */
export async function inquire(
  context: ViewContext & CallContext,
  question: VerifyQuestion,
  command: Command,
  endedAt: number | undefined,
): Promise<Verdict> {
  try {
    return question.kind === 'view'
      ? await askView(context, question, command, endedAt)
      : await askProcedure(context, question, command, endedAt);
  } catch (error) {
    return open(`The ERP could not be asked: ${failureText(error)}`);
  }
}
