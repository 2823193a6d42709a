// Who decides something, from where, and why: what every decision of a person is made with.
// It must never be made up: whoever decides has proven to be that administrator.
import type { RequestFault } from '../problems/problem.js';
import type { AuditEntry } from './audit-entry.js';

/** An administrator and a reason. */
export interface Decider {
  /** Id of the administrator, as authenticated. */
  readonly by: string;
  readonly reason: string;
  /** Where the decision came from. */
  readonly address?: string;
  readonly correlationId?: string;
}

/** Longest reason in characters. */
export const LONGEST_REASON = 500;

/** Reasons are shown in terminals and kept for years. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

/** What is wrong with a reason; undefined when nothing is. */
export function reasonFault(reason: string | undefined): string | undefined {
  if (reason === undefined || reason.trim() === '') return REASON;
  return reason.length <= LONGEST_REASON && !UNSEEN.test(reason) ? undefined : REASON;
}

/** Every fault, by JSON pointer; empty when the decision has its reason. */
export function deciderFaults({ reason }: Decider): readonly RequestFault[] {
  const why = reasonFault(reason);
  return why === undefined ? [] : [{ pointer: '/reason', detail: why }];
}

const REASON = `Expected a sentence that says why, at most ${LONGEST_REASON} characters, without control characters.`;

/** Who and why, as they are kept: without blanks around. */
export function trimmed({ by, reason }: Decider): Pick<Decider, 'by' | 'reason'> {
  return { by, reason: reason.trim() };
}

/** Whoever decided, where a decision may do without a reason. */
export type ToldDecider = Omit<Decider, 'reason'> & Partial<Pick<Decider, 'reason'>>;

/** What the audit trail says of whoever decided. */
export function toldOf({ by, address, correlationId, reason }: ToldDecider): ToldParts {
  return {
    actor: { kind: 'administrator', id: by },
    ...(address !== undefined && { address }),
    ...(correlationId !== undefined && { correlationId }),
    ...(reason !== undefined && { reason: reason.trim() }),
  };
}

type ToldParts = Pick<AuditEntry, 'actor' | 'address' | 'correlationId' | 'reason'>;
