// What issuing and verifying agree on: who issues, for whom, for how long, and how far clocks may differ.
// It must never let an empty issuer or audience through: passport-jwt silently skips a check whose value is unset.

/** Seconds by which a token's times may lie outside ours, because the clocks of two machines differ. */
export const CLOCK_SKEW_SECONDS = 30;

/** The `typ` of a JWT access token (RFC 9068, 2.1). It keeps ID tokens and the like out. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

export interface TokenTerms {
  /** The gateway's public base address, without a slash at the end. */
  readonly issuer: string;
  readonly audience: string;
  /** 300 to 900. */
  readonly lifetimeSeconds: number;
}

const SHORTEST_SECONDS = 300;
/** No token of ours lives longer, whatever the terms were when it was issued. */
export const LONGEST_TOKEN_LIFETIME_SECONDS = 900;

/** Returns the terms frozen, or throws one error that names every fault. */
export function agreeTerms(terms: TokenTerms): TokenTerms {
  const { issuer, audience, lifetimeSeconds } = terms;
  const faults = [
    ...(issuer.trim() === '' ? ['The token issuer must not be empty.'] : []),
    ...(issuer.endsWith('/') ? ['The token issuer must not end with a slash.'] : []),
    ...(audience.trim() === '' ? ['The token audience must not be empty.'] : []),
    ...(isLifetime(lifetimeSeconds)
      ? []
      : [`The token lifetime must be ${SHORTEST_SECONDS} to ${LONGEST_TOKEN_LIFETIME_SECONDS} whole seconds.`]),
  ];
  if (faults.length > 0) throw new Error(faults.join(' '));
  return Object.freeze({ issuer, audience, lifetimeSeconds });
}

function isLifetime(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= SHORTEST_SECONDS && seconds <= LONGEST_TOKEN_LIFETIME_SECONDS;
}
