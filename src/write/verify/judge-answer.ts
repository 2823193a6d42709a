// What the answer of a procedure proves about a command. Pure: the same answer always means the same.
// It must never take a no that was said before the call it was about had ended.
import type { DeliveryOutcome } from '../../legacy/delivery.js';
import type { ProcedureQuestion } from '../prepare/procedure-question.js';
import { happened, instantOf, open } from './verdict.js';
import type { Verdict } from './verdict.js';

/** When the question was sent, and when the session of the call was over at the latest. Epoch milliseconds. */
export interface AnswerTimes {
  readonly askedAt: number;
  /** Undefined while it may still run. */
  readonly endedAt: number | undefined;
}

/**
 * What follows. The procedure runs in the database where the call ran: asked after the end of that session it sees
 * everything the call can have committed, so that no watermark is needed. Both times are the gateway's own.
 */
export function judgeAnswer(question: ProcedureQuestion, outcome: DeliveryOutcome, times: AnswerTimes): Verdict {
  if (outcome.kind !== 'answered') return open(`${question.place} gave no answer: ${internalOf(outcome)}`);
  switch (question.meaning(outcome)) {
    case 'happened':
      return happened(question.results(outcome), { verified: `told by ${question.place}` });
    case 'did-not-happen':
      return judgeNo(question, times);
    case 'unknown':
      return open(`${question.place} does not know yet.`);
    case undefined:
      return open(
        `${question.place} gave an answer that the facade does not declare (status ${outcome.returnStatus}).`,
      );
  }
}

function judgeNo({ place }: ProcedureQuestion, { askedAt, endedAt }: AnswerTimes): Verdict {
  if (endedAt === undefined) return open('The call may still be running at the ERP.');
  if (askedAt <= endedAt) return open('The ERP was asked before the call is known to have ended.');
  const provenNo = { sessionEndedBy: instantOf(endedAt), askedAt: instantOf(askedAt), toldBy: place };
  return { kind: 'did-not-happen', evidence: { provenNo } };
}

function internalOf(outcome: Exclude<DeliveryOutcome, { kind: 'answered' }>): string {
  return 'reason' in outcome ? outcome.reason : outcome.message;
}
