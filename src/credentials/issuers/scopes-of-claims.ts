// Which of our scopes an external token carries. It must never grant more than the token names.
import { isScope } from '../scopes.js';
import { claimAt } from './claim-at.js';
import type { TrustedIssuer } from './trusted-issuer.js';

const WHATEVER_THE_CLIENT_HOLDS: readonly string[] = Object.freeze(['*']);

/**
 * The scopes, of which only those count that the client holds too. Without a claim to look into that is all of them; with
 * one, what it names, and nothing when it is missing.
 */
export function scopesOfClaims(claims: unknown, { scopeClaim, scopes }: TrustedIssuer): readonly string[] {
  if (scopeClaim === undefined) return WHATEVER_THE_CLIENT_HOLDS;
  const theirs = namesIn(claimAt(claims, scopeClaim));
  const ours =
    scopes === undefined
      ? theirs.filter(isScope)
      : theirs.flatMap((name) => (Object.hasOwn(scopes, name) ? (scopes[name] ?? []) : []));
  return Object.freeze([...new Set(ours)]);
}

function namesIn(value: unknown): readonly string[] {
  const names: readonly unknown[] = typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : [];
  return names.filter((name) => typeof name === 'string');
}
