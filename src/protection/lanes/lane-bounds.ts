// The bounds of a lane and what it is told about each piece of work: plain data.
import type { Breaker } from '../breaker/breaker.js';
import type { AdaptiveLimit } from './adaptive-limit.js';
import type { BusyNote } from './busy-note.js';
import type { ClosedAt } from './closing.js';

/** Bounds of a lane; times in milliseconds. */
export interface LaneBounds {
  readonly name: string;
  /** Slots, 1 or more: the ceiling, whatever the ERP is doing. */
  readonly concurrency: number;
  /** Most callers waiting, 0 or more. */
  readonly queue: number;
  /** Longest wait for a slot. */
  readonly waitMs: number;
  /** Slots that bulk work never takes, 0 to concurrency - 1. */
  readonly reserved?: number | undefined;
  /** How long a slot stays taken after the connection of its call went away without a word about the call's end. */
  readonly graceMs?: number | undefined;
}

/** What stands beside the slots; a lane without any of it is always open and keeps its ceiling. */
export interface LaneGuards {
  readonly breaker?: Breaker | undefined;
  readonly adaptive?: AdaptiveLimit | undefined;
  readonly note?: BusyNote | undefined;
  /** Statements of a process that died may run for so many milliseconds from now on. */
  readonly shutForMs?: number | undefined;
  /** The calendar: nothing at all goes through meanwhile. */
  readonly closed?: ClosedAt | undefined;
}

/** What a lane is told about a piece of work. */
export interface LaneWork {
  /** Waits behind interactive work, and never takes its reserved slots. */
  readonly bulk?: boolean;
  /** Monotonic milliseconds at which nobody waits for the result any more; the earliest is served first. */
  readonly until?: number;
  /** What is run, in one word per operation and statement: how long calls take is compared among like ones only. */
  readonly sort?: string;
  /** The gateway's own question how the ERP is: asked while the breaker is open, and before everything else. */
  readonly probe?: boolean;
  /** How long it takes says nothing about the ERP, because it is as long as what there is to read: it is not judged by that. */
  readonly untimed?: boolean;
  /** So small that it goes well while others hang: it tells about the ERP only when it goes badly. */
  readonly easy?: boolean;
}

/** How a lane stands. */
export interface LaneState {
  readonly running: number;
  readonly queued: number;
  /** Slots now; the ceiling, or fewer while the ERP is slow. */
  readonly limit: number;
  readonly ceiling: number;
  readonly reserved: number;
}

/** Why a lane lets no caller's work through, and for how long at least. */
export interface ShutLane {
  readonly why: 'unclean-end' | 'closed' | 'open' | 'held';
  readonly forMs: number;
}
