// Asks a procedure about one command, once: through its channel's lane, under a deadline, like every call.
// It must never repeat a call inside, and never settle anything.
import { startDeadline } from '../../kernel/deadline.js';
import type { HeldSlot } from '../../protection/lanes/slot.js';
import type { Command } from '../command.js';
import { required } from '../dispatch/dispatch-context.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { tellSlot } from '../dispatch/tell-slot.js';
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
  const ask = async (held: AbortSignal, slot: HeldSlot): Promise<Verdict> => {
    const askedAt = clock.now();
    using own = startDeadline(clock, timeoutMs, held);
    const outcome = await channel.deliver(call, own.signal);
    tellSlot(slot, outcome);
    return judgeAnswer(question, outcome, { askedAt, endedAt });
  };
  return await required(lanes, question.asked).run(deadline.signal, ask, { sort: `${command.operation} verify` });
}
