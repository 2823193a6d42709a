// The port to the ledger: the durable record of commands, which is also the queue.
import type { AuditEntry } from '../audit/audit-entry.js';
import type { AcceptedCommand, Command, CommandState, HistoryEntry, Json } from './command.js';

/** How a caller marked a request as the same as another. */
export interface IdempotencyMark {
  readonly clientId: string;
  readonly operation: string;
  readonly key: string;
  /** SHA-256 over version, path, canonical body and If-Match, base64url. */
  readonly fingerprint: string;
}

/** A command to be stored. */
export interface NewCommand {
  readonly command: AcceptedCommand;
  /** `accepted`, or `held` with `notBefore` when it is not to be delivered yet. */
  readonly state: 'accepted' | 'held';
  readonly notBefore?: string;
  /** Of held ones, for the first entry of the history: why. */
  readonly reason?: string;
  readonly mark: IdempotencyMark;
  /** Appended to the audit trail in the same commit, of a new command only: a replay decides nothing. */
  readonly audit?: AuditEntry;
}

/** What became of an append. */
export type Appended =
  | { readonly kind: 'accepted'; readonly command: Command }
  /** The mark was stored before with the same fingerprint: the command it led to, in its present state. */
  | { readonly kind: 'replayed'; readonly command: Command }
  /** The mark was stored before with another fingerprint. */
  | { readonly kind: 'mismatch' };

/** What a dispatcher asks for. */
export interface ClaimRequest {
  readonly channel: string;
  readonly most: number;
  /** Name of the worker, for people. */
  readonly worker: string;
  /** RFC 3339; a lease that has not moved on by then may be taken by others. */
  readonly leaseUntil: string;
  readonly now: string;
}

/** One move of one command. It happens only if the command still stands as said. */
export interface Move {
  readonly id: string;
  readonly from: CommandState;
  /** The fence the mover claimed with; persons give the one they read. */
  readonly fence: number;
  readonly to: CommandState;
  readonly entry: HistoryEntry;
  /**
   * When the claim that goes with the new state runs out, of `delivering` and `unknown`. Left out, the present claim's
   * goes on. When it runs out, the next claim returns the command as unknown, for verification.
   */
  readonly leaseUntil?: string;
  readonly notBefore?: string;
  readonly result?: Json;
  readonly refusal?: { readonly reason: string; readonly text: string };
  readonly parkedReason?: string;
  /** Appended in the same commit; with the outcome `refused` when the move was overtaken: the attempt leaves a trail. */
  readonly audit?: AuditEntry;
}

/** Holds what has not begun, such as for a closed window. */
export interface HoldRequest {
  /** The queue, as in a claim. */
  readonly channel: string;
  /** When the commands may go on. */
  readonly until: string;
  readonly now: string;
  /** Kept in the history of each. */
  readonly reason: string;
  /** Most commands in this commit; ask again until fewer were held. */
  readonly most: number;
}

/** Lets go, before their time, of commands that are held with a date. */
export interface ReleaseRequest {
  readonly channel: string;
  readonly now: string;
  /** Kept in the history of each. */
  readonly by: string;
  readonly reason: string;
  readonly most: number;
  /** Appended in the same commit with the count as `released`, when there was anything to let go of. */
  readonly audit?: AuditEntry;
}

/**
 * `overtaken`: the command stands elsewhere by now. Nothing but a history entry was stored: the state it is in, and as
 * evidence `{ overtaken: { from, to, fence, result, refusal, parkedReason, evidence } }` of the move that came too late.
 */
export type Moved = { readonly kind: 'moved'; readonly command: Command } | { readonly kind: 'overtaken' };

/** Which commands to list, newest first. */
export interface CommandQuery {
  readonly clientId?: string;
  readonly states?: readonly CommandState[];
  readonly operation?: string;
  readonly orderKey?: string;
  /** Ids lower than this one: the last id of the page before. */
  readonly before?: string;
  readonly limit: number;
}

/** A command and how it got there. */
export interface CommandWithHistory {
  readonly command: Command;
  readonly history: readonly HistoryEntry[];
}

/** More writes are waiting than the ledger takes. Nothing was stored; try again later. */
export class StoreBusy extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreBusy';
  }
}

/**
 * The store failed or is closed. A write that was under way when it failed may be on disk or not; ask again with the
 * same mark to find out.
 */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreUnavailable';
  }
}

/**
 * Every promise that resolves is on disk. One process owns a ledger. Times are given by the caller, never read here.
 * Rejects with StoreBusy or StoreUnavailable when the store cannot take the call.
 */
export abstract class Ledger {
  /** Stores a command and its mark in one transaction, or says what the mark led to before. */
  abstract append(entry: NewCommand): Promise<Appended>;
  /**
   * Leases up to `most` commands that may be delivered now, oldest first, at most one per order key: accepted, held or
   * backoff whose time has come, leased ones whose lease ran out. Never a member of a batch, and never one whose order key has an earlier command that
   * is not settled (a parked earlier one counts unless its `whenParked` is pass), or a later one that passed it and is
   * still under way. Expired `delivering` ones become `unknown` and are returned as such before all others, never
   * delivered again; an unknown one whose verifier's claim ran out is returned again. Each claim raises the fence.
   */
  abstract claim(request: ClaimRequest): Promise<readonly Command[]>;
  /**
   * Makes one lawful move and appends it to the history. Rejects with UnlawfulMove for one the table does not have, for
   * a move to `leased` (that is what claims are for), for a person's move without a reason, and for one that would put a
   * member of a batch back into the queue while its file may still have an effect.
   */
  abstract move(move: Move): Promise<Moved>;
  /**
   * Moves up to `most` accepted commands of a channel to held, whether it is their turn or not; resolves to how many.
   * Those in backoff have begun and are left to their own time.
   */
  abstract hold(request: HoldRequest): Promise<number>;
  /** Moves up to `most` commands of a channel that are held with a date back to accepted, oldest date first. */
  abstract release(request: ReleaseRequest): Promise<number>;
  /** A command with its history. */
  abstract find(id: string): Promise<CommandWithHistory | undefined>;
  /** Commands as of now, without histories, by id from the highest down. */
  abstract list(query: CommandQuery): Promise<readonly Command[]>;
}

/** Answers replays before anything else about a request is looked at. */
export abstract class IdempotencyMarks {
  /** What the mark led to before, or undefined when it is new. */
  abstract recall(mark: IdempotencyMark): Promise<Exclude<Appended, { kind: 'accepted' }> | undefined>;
}
