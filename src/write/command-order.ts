// Whose turn it is: what the state of a command means for its own claim and for later commands of its order key.
// It must never look at a clock; moments are compared with the one the caller gives.
import type { AcceptedCommand, CommandState } from './command.js';
import { isSettled } from './command-moves.js';

/**
 * States in which the command is at work, or may be at work, at the ERP. At most one command of an order key gets there
 * by a claim; one that was passed while it was parked may be unknown beside it when a person has it looked at again.
 */
const IN_FLIGHT: ReadonlySet<CommandState> = new Set(['leased', 'delivering', 'delivered', 'unknown'] as const);

/** States from which a claim may take a command. */
const CLAIMABLE: ReadonlySet<CommandState> = new Set(['accepted', 'held', 'backoff'] as const);

/** True for a command that others of its order key must not run beside. */
export function isInFlight(state: CommandState): boolean {
  return IN_FLIGHT.has(state);
}

/** True for a command that has yet to be claimed, now or later. */
export function isClaimable(state: CommandState): boolean {
  return CLAIMABLE.has(state);
}

/** True when later commands of the order key must wait: unsettled, unless parked with leave to be passed. */
export function blocksLater(state: CommandState, whenParked: AcceptedCommand['whenParked']): boolean {
  return !isSettled(state) && !(state === 'parked' && whenParked === 'pass');
}

/** Due at once. */
export const DUE_NOW = 0;

/** Moments that matter to a state. */
export interface Moments {
  readonly notBefore?: string | undefined;
  readonly leaseUntil?: string | undefined;
  /** True for a member of a batch: the batch is tried and looked for, never the member by itself. */
  readonly inBatch?: boolean | undefined;
}

/** Which moment makes a command of a state due. */
const DUE_BY: Readonly<Record<CommandState, 'at once' | 'not before' | 'lease' | 'never'>> = {
  accepted: 'at once',
  held: 'not before',
  backoff: 'not before',
  leased: 'lease',
  delivering: 'lease',
  unknown: 'lease',
  delivered: 'never',
  parked: 'never',
  succeeded: 'never',
  refused: 'never',
  cancelled: 'never',
};

/**
 * When a claim must look at a command, in milliseconds since the Unix epoch; DUE_NOW for at once, undefined for never
 * by itself (held by a person without a date, delivered, parked, settled, member of a batch). One that is looked at
 * again without a lease is due at once. Throws RangeError for what is no time.
 */
export function dueAt(state: CommandState, { notBefore, leaseUntil, inBatch }: Moments): number | undefined {
  switch (DUE_BY[state]) {
    case 'at once':
      return DUE_NOW;
    case 'lease':
      if (inBatch === true) return undefined;
      return leaseUntil === undefined ? DUE_NOW : momentOf(leaseUntil);
    case 'not before':
      if (notBefore !== undefined) return momentOf(notBefore);
      return state === 'held' ? undefined : DUE_NOW;
    case 'never':
      return undefined;
  }
}

/** Milliseconds since the Unix epoch of an RFC 3339 time after 1970; throws for anything else. */
export function momentOf(text: string): number {
  const moment = Date.parse(text);
  if (!(moment > 0)) throw new RangeError(`${JSON.stringify(text)} is not an RFC 3339 time after 1970.`);
  return moment;
}
