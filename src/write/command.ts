// A command: one accepted write, its state and its history. Frozen data.
// It must never hold a secret; its input is what the caller sent, in canonical form.
import type { CommandState } from '../observability/observation.js';

export type { CommandState };

/** What a caller sees of a state (design: table of command states). */
export type PublicStatus =
  'accepted' | 'held' | 'delivering' | 'delivered' | 'parked' | 'succeeded' | 'refused' | 'cancelled';

/** A value in JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** One step of a command's way, oldest first. */
export interface HistoryEntry {
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly state: CommandState;
  /** `gateway`, or the name of the person who decided. */
  readonly by: string;
  /** Why, for people; required of persons. Never shown to the caller. */
  readonly reason?: string;
  /** What was learnt about the effect, for people; a late result of an overtaken attempt is an entry of its own. */
  readonly evidence?: Json;
}

/** What never changes about a command once it is accepted. */
export interface AcceptedCommand {
  /** ULID, 26 characters. */
  readonly id: string;
  readonly clientId: string;
  readonly version: string;
  readonly operation: string;
  readonly resource: string;
  /** Key in the address, of changes and actions. */
  readonly key?: string;
  readonly input: Json;
  /** Version of the record that the sender has seen, where the ERP compares it: see versionText. */
  readonly seenVersion?: string;
  /** Digest of the binding it was accepted under. */
  readonly bindingDigest: string;
  /** Commands with the same key go one after the other. */
  readonly orderKey: string;
  readonly whenParked: 'block' | 'pass';
  /** The queue it waits in: its channel, of file drops with the layout, `inbox/order-amendments`. */
  readonly channel: string;
  readonly correlationId: string;
  readonly acceptedAt: string;
}

/** A command as it stands. */
export interface Command extends AcceptedCommand {
  readonly state: CommandState;
  /** Grows with every claim; a worker's result counts only with the number it claimed with. */
  readonly fence: number;
  /** Deliveries begun. */
  readonly attempts: number;
  readonly changedAt: string;
  /**
   * When its payload was erased, of settled ones: `input` is the marker ERASED_INPUT then, texts that may have held
   * values are gone. Ids, states, outcome and the results the ERP gave stay.
   */
  readonly erasedAt?: string;
  /** Not to be claimed before this, of held and backoff. */
  readonly notBefore?: string;
  /** Values the ERP gave back, of succeeded ones. */
  readonly result?: Json;
  /** Of refused ones. */
  readonly refusal?: { readonly reason: string; readonly text: string };
  /** Of parked ones: why a person is needed. */
  readonly parkedReason?: string;
  /** Id of the earlier command of the same order key that must settle first. */
  readonly waitingFor?: string;
}
