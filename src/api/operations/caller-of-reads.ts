// What of a caller decides on a read: what it may see, and what it may ask of the cache. Worked out once per principal.
// It must never give two callers the same permission who hold different scopes.
import { hash } from 'node:crypto';
import { CACHE_BYPASS } from '../../credentials/gateway-scopes.js';
import type { Principal } from '../../credentials/principal.js';
import { covers } from '../../credentials/scopes.js';

/** A caller, as the cache knows it. */
export interface CallerOfReads {
  /** Digest of the scopes that decide on what is shown. */
  readonly permission: string;
  /** Whether its Cache-Control is honoured. */
  readonly mayBypass: boolean;
}

const known = new WeakMap<Principal, CallerOfReads>();

/** The same object for the same principal. */
export function callerOfReads(principal: Principal): CallerOfReads {
  const before = known.get(principal);
  if (before !== undefined) return before;
  const caller = judge(principal.scopes);
  known.set(principal, caller);
  return caller;
}

/**
 * Being allowed to bypass the cache shows nothing more, so it does not tell permissions apart. It has to be held by
 * name: `*` stands for every operation, and browsers send Cache-Control without anybody's wish.
 */
function judge(scopes: readonly string[]): CallerOfReads {
  const isOfCache = (scope: string): boolean => scope !== '*' && covers([scope], CACHE_BYPASS);
  const showing = scopes.filter((scope) => !isOfCache(scope)).sort();
  return {
    permission: hash('sha256', JSON.stringify(showing), 'base64url'),
    mayBypass: scopes.some(isOfCache),
  };
}
