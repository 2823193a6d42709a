// Drop channels over servers that are only memory, for every channel of a catalogue that drops files.
import { MemoryDropPlace } from '../../../adapters/memory/drops/memory-drop-place.js';
import { memoryDropSides } from '../../../adapters/memory/memory-drop-channel.js';
import type { Catalogue } from '../../../src/facade/catalogue.js';
import type { Clock } from '../../../src/kernel/clock.js';
import type { DropContext, DropSides } from '../../../src/legacy/drop-channel.port.js';

/** Sessions at once, as many as a lane has slots. */
const SESSIONS = 2;

/** Sides by channel. All channels share `place`, or have one of their own each. */
export function memorySides(
  { channels }: Pick<Catalogue, 'channels'>,
  clock: Clock,
  place?: MemoryDropPlace,
  reached: DropContext['reached'] = () => undefined,
): ReadonlyMap<string, DropSides> {
  const context: DropContext = {
    observe: () => undefined,
    sessions: SESSIONS,
    connectTimeoutMs: 1_000,
    stallTimeoutMs: 2_000,
    now: () => clock.now(),
    after: (ms, call) => clock.after(ms, call),
    reached,
  };
  return new Map(
    [...channels.values()]
      .filter(({ drops }) => drops !== undefined)
      .map((binding) => [binding.name, memoryDropSides(place ?? new MemoryDropPlace())(binding, context)]),
  );
}
