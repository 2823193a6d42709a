// The memory twin of the marks of busy lanes, for tests and simulations.
// It must never promise more than the real one: nothing but durability is left out.
import type { BusyMark } from '../../src/protection/lanes/busy-lanes.port.js';
import { BusyLanes } from '../../src/protection/lanes/busy-lanes.port.js';

/** Keeps marks for as long as the process lives. */
export class MemoryBusyLanes extends BusyLanes {
  readonly #marks = new Map<string, BusyMark>();

  async load(): Promise<readonly BusyMark[]> {
    await Promise.resolve();
    return [...this.#marks.values()];
  }

  async mark(mark: BusyMark): Promise<void> {
    await Promise.resolve();
    this.#marks.set(mark.lane, mark);
  }

  async clear(lane: string): Promise<void> {
    await Promise.resolve();
    this.#marks.delete(lane);
  }
}
