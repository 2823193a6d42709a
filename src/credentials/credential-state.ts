// Where a credential stands at a moment, derived from its life alone: nothing has to run for one to start or to end.
// It must never look at a clock; whoever asks says which moment is meant.
import type { CredentialLife } from './credential.js';

/** Pending: not yet good. Active and retiring: good. Expired: its time is over. Revoked: ended before its time. */
export type CredentialState = 'pending' | 'active' | 'retiring' | 'expired' | 'revoked';

/** Epoch milliseconds from which on it is good, or -Infinity. */
export function startOf({ startsAt }: CredentialLife): number {
  return startsAt === undefined ? -Infinity : Date.parse(startsAt);
}

/**
 * Epoch milliseconds from which on it is not good any more, or Infinity: the first of expiry, end of retirement and
 * revocation. A revoked one is over whatever the clock says, so never decide by this alone; `isLive` does.
 */
export function endOf(credential: CredentialLife): number {
  return Math.min(ownEndOf(credential), millisecondsOf(credential.revokedAt));
}

/** The state at `now` in epoch milliseconds: good from its start on, and not any more at its end. */
export function stateOf(credential: CredentialLife, now: number): CredentialState {
  const ownEnd = ownEndOf(credential);
  if (credential.revokedAt !== undefined) return millisecondsOf(credential.revokedAt) < ownEnd ? 'revoked' : 'expired';
  if (now >= ownEnd) return 'expired';
  if (now < startOf(credential)) return 'pending';
  return credential.retirement === undefined ? 'active' : 'retiring';
}

/**
 * Whether it may be believed. Where two clocks disagree about the moment, it must have started by the earlier one and not
 * have ended by the later one.
 */
export function isLive(credential: CredentialLife, earliest: number, latest = earliest): boolean {
  if (credential.revokedAt !== undefined) return false;
  return startOf(credential) <= earliest && latest < ownEndOf(credential);
}

/** Whether it is good or can still become so. */
export function isOpen(credential: CredentialLife, now: number): boolean {
  return credential.revokedAt === undefined && now < ownEndOf(credential);
}

function ownEndOf({ expiresAt, retirement }: CredentialLife): number {
  return Math.min(millisecondsOf(expiresAt), millisecondsOf(retirement?.until));
}

function millisecondsOf(moment: string | undefined): number {
  return moment === undefined ? Infinity : Date.parse(moment);
}
