// The memory twin of the kept overrides of the calendar, for tests and simulations.
// It must never promise more than the real one: nothing but durability is left out.
import type { CalendarOverride } from '../../src/protection/calendar/calendar-override.port.js';
import { CalendarOverrides } from '../../src/protection/calendar/calendar-override.port.js';

/** Keeps overrides for as long as the process lives. */
export class MemoryCalendarOverrides extends CalendarOverrides {
  #kept = '[]';

  async load(): Promise<readonly CalendarOverride[]> {
    await Promise.resolve();
    return JSON.parse(this.#kept) as CalendarOverride[];
  }

  async save(overrides: readonly CalendarOverride[]): Promise<void> {
    await Promise.resolve();
    this.#kept = JSON.stringify(overrides);
  }
}
