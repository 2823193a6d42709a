// Asks a procedure about one command, once: through its channel's lane, under a deadline, like every call.
// It must never repeat a call inside, and never settle anything.
import { startDeadline } from '../../kernel/deadline.js';
import type { Command } from '../command.js';
import { required } from '../dispatch/dispatch-context.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { sourceOf } from '../prepare/command-source.js';
import type { ProcedureQuestion } from '../prepare/procedure-question.js';
import { judgeAnswer } from './judge-answer.js';
import type { Verdict } from './verdict.js';

/** What asking a procedure needs of the outside. */
export type CallContext = Pick<DispatchContext, 'channels' | 'lanes' | 'limits' | 'clock'>;

/** Rejects when the lane gives no slot in time. */
export async function askProcedure(
  { channels, lanes, limits, clock }: CallContext,
  question: ProcedureQuestion,
  command: Command,
  endedAt: number | undefined,
): Promise<Verdict> {
  const { timeoutMs, waitMs } = required(limits, question.asked);
  const channel = required(channels, question.asked);
  const call = question.call(sourceOf(command));
  using deadline = startDeadline(clock, waitMs + timeoutMs);
  return await required(lanes, question.asked).run(deadline.signal, async (held) => {
    const askedAt = clock.now();
    return judgeAnswer(question, await channel.deliver(call, held), { askedAt, endedAt });
  });
}
