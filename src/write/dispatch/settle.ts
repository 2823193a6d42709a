// Carries out a decision about a command that stands at `delivering` or `unknown`, by lawful moves only.
// It must never take back what an earlier worker or a person has decided: an overtaken move changes nothing.
import type { RetryLimits } from '../../facade/binding.js';
import type { Command, CommandState, Json } from '../command.js';
import { backoffMs } from './backoff.js';
import { DEFAULT_RETRY, usedUp } from './decision.js';
import type { Decision } from './decision.js';
import { channelOf, required } from './dispatch-context.js';
import type { DispatchContext } from './dispatch-context.js';
import { moveOf } from './moves-of.js';
import type { Brings } from './moves-of.js';

/** The command where it stands now, or undefined when somebody else had moved it. */
export type Settled = Promise<Command | undefined>;

const NOBODY_TO_ASK = 'The outcome is not known, and the facade names no way to find out whether the command happened.';

/** Moves a command as decided. One whose outcome must be asked for is left at `unknown` for the resolver. */
export async function carryOut(
  context: DispatchContext,
  command: Command,
  decision: Decision,
  askable: boolean,
): Settled {
  const { evidence } = decision;
  switch (decision.kind) {
    case 'succeeded':
      return take(context, command, 'succeeded', { result: decision.result, evidence });
    case 'refused': {
      const { reason, text } = decision.refusal;
      return take(context, command, 'refused', { refusal: { reason, text }, evidence });
    }
    case 'nothing-done':
      return tryAgain(context, command, evidence);
    case 'too-late':
      // Without a date: the queue is closed by now, and whoever opens it early must not find this one asleep.
      return take(context, command, 'backoff', { notBefore: context.journal.instant(), evidence });
    case 'ask': {
      const unknown = await toUnknown(context, command, evidence);
      return unknown === undefined || askable ? unknown : park(context, unknown, NOBODY_TO_ASK);
    }
    case 'park': {
      const unknown = await toUnknown(context, command, evidence);
      return unknown === undefined ? undefined : park(context, unknown, decision.reason, evidence);
    }
  }
}

/** Parks a command from `unknown` or `backoff`. */
export function park(context: DispatchContext, command: Command, parkedReason: string, evidence?: Json): Settled {
  return take(context, command, 'parked', { parkedReason, ...(evidence !== undefined && { evidence }) });
}

/** Backs off with full jitter, or parks when every try is used up. */
async function tryAgain(context: DispatchContext, command: Command, evidence: Json): Settled {
  const retry: RetryLimits = required(context.limits, channelOf(command.channel)).retry ?? DEFAULT_RETRY;
  const reason = usedUp(command.attempts, retry);
  // The step to parked follows at once; until it is on disk no claim may take the command.
  const waitMs = reason === undefined ? backoffMs(command.attempts, retry, context.random) : context.times.leaseMs;
  const backoff = await take(context, command, 'backoff', { notBefore: context.journal.instant(waitMs), evidence });
  return backoff === undefined || reason === undefined ? backoff : park(context, backoff, reason);
}

/**
 * The claim on an unknown lasts at least as long as the ERP may need to notice a dead connection: whoever finds it
 * expired, after a crash, may count the session as over.
 */
async function toUnknown(context: DispatchContext, command: Command, evidence: Json): Settled {
  if (command.state === 'unknown') return command;
  const { leaseMs, graceMs } = context.times;
  const leaseUntil = context.journal.instant(Math.max(leaseMs, graceMs));
  return take(context, command, 'unknown', { leaseUntil, evidence });
}

async function take(context: DispatchContext, command: Command, to: CommandState, brings: Brings): Settled {
  const { journal } = context;
  const moved = await journal.move(command, moveOf(command, to, journal.instant(), brings));
  return moved.kind === 'moved' ? moved.command : undefined;
}
