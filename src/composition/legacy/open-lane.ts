// Makes the lane of a source or channel from its limits, with everything that guards it.
import type { LaneLimits } from '../../facade/binding.js';
import type { Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import { Breaker } from '../../protection/breaker/breaker.js';
import type { BreakerParts } from '../../protection/breaker/breaker.js';
import { AdaptiveLimit } from '../../protection/lanes/adaptive-limit.js';
import { BusyNote } from '../../protection/lanes/busy-note.js';
import type { ClosedAt } from '../../protection/lanes/closing.js';
import { Lane } from '../../protection/lanes/lane.js';
import type { LaneMemory } from '../protection/lane-memory.js';

/** What lanes are made with. */
export interface LaneParts {
  readonly clock: Clock;
  readonly observe: Observer;
  readonly memory: LaneMemory;
  /** When no source may be asked, by the calendar. */
  readonly readsClosed?: ClosedAt;
}

/** A lane, and what stands in it. */
export interface OpenLane {
  readonly lane: Lane;
  readonly breaker: Breaker | undefined;
  /** Absent where nothing of it outlives the process. */
  readonly note?: BusyNote;
}

/**
 * How long a statement of a source counts as running after its connection went away without a word: a server that lives
 * notices the end of a connection in milliseconds. One that was cut off from the network may need longer, up to forty
 * seconds; reads that waited for that would be out of service for as long after every outage. Calls of a channel do wait.
 */
const SOURCE_GRACE_MS = 2_000;

/** The lane of a source: the calendar may close it. */
export function openSourceLane(name: string, limits: LaneLimits, parts: LaneParts): OpenLane {
  const shutForMs = parts.memory.leftRunning.get(name);
  if (shutForMs !== undefined) tellOfWait(name, shutForMs, parts.observe);
  return openLane(name, limits, parts, { graceMs: SOURCE_GRACE_MS, closed: parts.readsClosed });
}

/** The lane of a channel. `graceMs`: how long a call counts as running after its connection went away without a word. */
export function openChannelLane(name: string, limits: LaneLimits, parts: LaneParts, graceMs: number): OpenLane {
  // A call into the dark uses up one of the few tries of a command.
  return openLane(name, limits, parts, { graceMs, probesKeepOpen: true });
}

/**
 * The lane of a channel for files. A session ends with its connection, and what it left in the folders is looked at file
 * by file before anything is sent again: nobody has to wait for what a dead process may have left there.
 */
export function openDropLane(name: string, limits: LaneLimits, parts: LaneParts, graceMs: number): OpenLane {
  return openLane(name, limits, parts, { graceMs, probesKeepOpen: true, leavesNothing: true });
}

interface OwnWays {
  readonly graceMs: number;
  readonly probesKeepOpen?: boolean;
  /** Nothing of it runs on after its process has ended. */
  readonly leavesNothing?: boolean;
  readonly closed?: ClosedAt | undefined;
}

/** A lane that waits for what a dead process left there, and notes when there may be something. */
function openLane(name: string, limits: LaneLimits, parts: LaneParts, own: OwnWays): OpenLane {
  const { clock, observe, memory } = parts;
  const { concurrency, queue, waitMs, timeoutMs, reserved = 0 } = limits;
  const hasBreaker = limits.breaker !== undefined;
  observe({ kind: 'lane-opened', lane: name, ceiling: concurrency, reserved, hasBreaker });
  const { graceMs, closed, probesKeepOpen = false, leavesNothing = false } = own;
  // Within its slot every statement is cut after its time limit, whoever has sent it.
  const mark = { lane: name, mayRunMs: timeoutMs + graceMs };
  const note = leavesNothing ? undefined : new BusyNote({ mark, marks: memory.busy, clock, observe });
  const breaker = breakerOf(name, limits, parts, probesKeepOpen);
  const adaptive = limits.adaptive === true ? new AdaptiveLimit(concurrency, clock.monotonic()) : undefined;
  const bounds = { name, concurrency, queue, waitMs, reserved, graceMs };
  const shutForMs = leavesNothing ? undefined : memory.leftRunning.get(name);
  const guards = { breaker, adaptive, closed, shutForMs, ...(note !== undefined && { note }) };
  return { lane: new Lane(bounds, clock, observe, guards), breaker, ...(note !== undefined && { note }) };
}

function breakerOf(name: string, { breaker: limits }: LaneLimits, parts: LaneParts, probesKeepOpen: boolean) {
  if (limits === undefined) return undefined;
  const { clock, observe, memory } = parts;
  const kept = memory.breakers.of(name);
  const keep: BreakerParts['keep'] = (state) => memory.breakers.put(name, state);
  return new Breaker({ name, limits, clock, observe, kept, keep, probesKeepOpen });
}

function tellOfWait(name: string, ms: number, observe: Observer): void {
  const text = `A former process ended without stopping. The source ${name} is asked nothing for ${Math.ceil(ms / 1000)} s, until no statement of that time can be running.`;
  observe({ kind: 'warning', topic: 'protection', text });
}
