// What a delivery's outcome means for its command. Pure: the same outcome always means the same.
// It must never retry what may have happened, and never call a success what the ERP did not confirm.
import type { RetryLimits } from '../../facade/binding.js';
import type { DeliveryOutcome } from '../../legacy/delivery.js';
import type { Json } from '../command.js';
import type { PreparedCall } from '../prepare/prepared-call.js';

/** Where a command goes from `delivering` or `unknown`. */
export type Decision =
  | { readonly kind: 'succeeded'; readonly result: Json; readonly evidence: Json }
  | {
      readonly kind: 'refused';
      readonly refusal: { readonly reason: string; readonly text: string };
      readonly evidence: Json;
    }
  /** The ERP did nothing: try again, or park when all tries are used up. */
  | { readonly kind: 'nothing-done'; readonly evidence: Json }
  /** Nothing was sent, because a closed time began: it goes on when that is over, and no try was used up. */
  | { readonly kind: 'too-late'; readonly evidence: Json }
  /** Nobody knows: ask the ERP where that is possible. */
  | { readonly kind: 'ask'; readonly sessionEnded: boolean; readonly evidence: Json }
  /** A person decides. */
  | { readonly kind: 'park'; readonly reason: string; readonly evidence: Json };

/** Reads an outcome. */
export function decide(write: PreparedCall, outcome: DeliveryOutcome): Decision {
  switch (outcome.kind) {
    case 'answered':
      return decideAnswer(write, outcome);
    case 'refused':
      return decideRefusal(write, outcome);
    case 'nothing-done':
      return { kind: 'nothing-done', evidence: { nothingDone: outcome.reason } };
    case 'too-late':
      return { kind: 'too-late', evidence: { nothingDone: outcome.reason } };
    case 'unknown': {
      const { reason, sessionEnded } = outcome;
      return { kind: 'ask', sessionEnded, evidence: { unknown: reason, sessionEnded } };
    }
    case 'undeclared': {
      const { errorNumber = null, message } = outcome;
      const reason = `The ERP answered with an error that the facade does not declare (${errorNumber ?? 'no number'}).`;
      return { kind: 'park', reason, evidence: { undeclared: message, errorNumber } };
    }
  }
}

function decideAnswer(write: PreparedCall, answer: Extract<DeliveryOutcome, { kind: 'answered' }>): Decision {
  const { returnStatus, outputs } = answer;
  if (returnStatus === 0) {
    const { result, unreadable } = write.results.read(outputs);
    return { kind: 'succeeded', result, evidence: { returnStatus, ...(unreadable.length > 0 && { unreadable }) } };
  }
  const refusal = write.binding.delivery.returns.get(returnStatus);
  if (refusal !== undefined) return { kind: 'refused', refusal, evidence: { returnStatus } };
  const reason = `The procedure returned ${returnStatus}, which the facade does not declare.`;
  return { kind: 'park', reason, evidence: { returnStatus } };
}

function decideRefusal(write: PreparedCall, outcome: Extract<DeliveryOutcome, { kind: 'refused' }>): Decision {
  const { errorNumber, message } = outcome;
  const evidence = { errorNumber, message };
  const refusal = write.binding.delivery.refusals.get(errorNumber);
  if (refusal !== undefined) return { kind: 'refused', refusal, evidence };
  return { kind: 'park', reason: `The ERP refused with ${errorNumber}, which the facade does not declare.`, evidence };
}

/** Why a command that proved to have done nothing is parked instead of tried again; undefined to try again. */
export function usedUp(attempts: number, { attempts: most }: RetryLimits): string | undefined {
  return attempts < most ? undefined : `All ${most} attempts are used up; none of them had any effect at the ERP.`;
}

/** What holds for a channel whose facade says nothing about retries. */
export const DEFAULT_RETRY: RetryLimits = Object.freeze({
  attempts: 8,
  firstBackoffMs: 1_000,
  longestBackoffMs: 300_000,
});
