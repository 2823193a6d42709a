// Who decides something, and why: required of every decision a person makes.
// It must never let a decision through in the name of the gateway.
import type { RequestFault } from '../problems/problem.js';

/** A person and a reason. */
export interface Decider {
  readonly by: string;
  readonly reason: string;
}

/** Longest reason in characters. */
export const LONGEST_REASON = 500;

const PERSON = /^[\p{L}\p{N}._@ -]{1,64}$/u;
/** Reasons are shown in terminals and kept for years. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;

/** What is wrong with the name of whoever decides; undefined when nothing is. */
export function personFault(by: string | undefined): string | undefined {
  const person = by?.trim() ?? '';
  return PERSON.test(person) && person.toLowerCase() !== 'gateway' ? undefined : BY;
}

/** What is wrong with a reason; undefined when nothing is. */
export function reasonFault(reason: string | undefined): string | undefined {
  if (reason === undefined || reason.trim() === '') return REASON;
  return reason.length <= LONGEST_REASON && !UNSEEN.test(reason) ? undefined : REASON;
}

/** Every fault of the two members, by JSON pointer; empty when the decision has its person and its reason. */
export function deciderFaults({ by, reason }: Decider): readonly RequestFault[] {
  const person = personFault(by);
  const why = reasonFault(reason);
  return [
    ...(person === undefined ? [] : [{ pointer: '/by', detail: person }]),
    ...(why === undefined ? [] : [{ pointer: '/reason', detail: why }]),
  ];
}

const BY = 'Expected the name of a person, at most 64 letters, digits, or one of ._@-';
const REASON = `Expected a sentence that says why, at most ${LONGEST_REASON} characters, without control characters.`;

/** The decider as it is kept: without blanks around. */
export function trimmed({ by, reason }: Decider): Decider {
  return { by: by.trim(), reason: reason.trim() };
}
