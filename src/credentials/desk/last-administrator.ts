// Sees to it that somebody can always administer administrators, now and at every later moment.
// It must never count on a credential that depends on somebody else's service, or that is on its way out.
import { isOpen, startOf } from '../credential-state.js';
import type { Client } from '../client.js';
import type { Credential } from '../credential.js';
import { allowsAddress } from '../networks/network-list.js';
import { covers } from '../scopes.js';
import type { Acting } from './acting.js';

/** Whoever holds all of these can let others in again. */
const KEEPING = 'admin.administrators.*';

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Until when, without a gap from `now` on, there is an administrator who can prove itself and who holds
 * `admin.administrators.*`; Infinity: for good, `now`: there is none. Epoch milliseconds. Only secrets count, because the
 * door takes nothing else; networks are not looked at.
 */
export function administeredUntil(clients: readonly Client[], now: number): number {
  const spans = clients.filter(isKeeper).flatMap((client) => spansOf(client, now));
  let until = now;
  for (let next: Span | undefined; until !== Infinity; until = next.end) {
    next = spans.find(({ start, end }) => start <= until && end > until);
    if (next === undefined) break;
  }
  return until;
}

/**
 * Whether it is known to reach the gateway: it may call from anywhere, or it is calling at this moment from where it may.
 * Whether anybody sits in the networks of another one is not known here.
 */
export function surelyReaches({ id, networks }: Client, { administrator, address }: Acting): boolean {
  return networks === undefined || (id === administrator.id && allowsAddress(networks, address));
}

function isKeeper({ kind, scopes, revokedAt }: Client): boolean {
  return kind === 'administrator' && revokedAt === undefined && covers(scopes, KEEPING);
}

function spansOf({ credentials }: Client, now: number): readonly Span[] {
  return credentials
    .filter((each) => each.kind === 'secret' && isOpen(each, now))
    .map((each) => ({ start: startOf(each), end: surelyUntil(each, credentials, now) }));
}

/** An overlap that waits for a first use may begin to count at any moment from now on. */
function surelyUntil({ expiresAt, retirement }: Credential, all: readonly Credential[], now: number): number {
  const expiry = expiresAt === undefined ? Infinity : Date.parse(expiresAt);
  if (retirement === undefined) return expiry;
  const until = Math.min(expiry, Date.parse(retirement.until));
  const replacing = all.find(({ id }) => id === retirement.replacedBy);
  if (retirement.afterFirstUseMs === undefined || replacing?.firstUsedAt !== undefined) return until;
  const firstUse = Math.max(now, replacing === undefined ? now : startOf(replacing));
  return Math.min(until, firstUse + retirement.afterFirstUseMs);
}
