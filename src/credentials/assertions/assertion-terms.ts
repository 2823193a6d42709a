// What a client that proves itself with a signed assertion has to keep to (RFC 7523, 3).
// It must never let an assertion live longer than its use is remembered.

/** Longer ones are refused before any work is done on them. */
export const LONGEST_ASSERTION = 8192;
/** Seconds an assertion may still be good for when it arrives. */
export const LONGEST_LIFE_SECONDS = 300;
/** `client_assertion_type` of a JWT (RFC 7523, 2.2). */
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** What an assertion is held against. */
export interface AssertionTerms {
  /** Names for this gateway of which the assertion must carry one. */
  readonly audiences: readonly string[];
  /** Epoch milliseconds; what was used before this process began is not remembered. */
  readonly startedAt: number;
}
