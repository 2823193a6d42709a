// Overrides of the calendar in one JSON file, replaced as a whole.
// It must never take a file in part: what it cannot read stops the start, because to open too much is not the safe side.
import { z } from 'zod';
import type { CalendarOverride } from '../../src/protection/calendar/calendar-override.port.js';
import { CalendarOverrides } from '../../src/protection/calendar/calendar-override.port.js';
import { replaceFile } from './atomic-write.js';
import { jsonOf } from './json-of.js';
import { readPrivateFile, WRITABLE_BY_OTHERS } from './private-file.js';

const override = z.strictObject({
  channel: z.string().min(1).exactOptional(),
  reads: z.literal(true).exactOptional(),
  until: z.iso.datetime(),
  by: z.string().min(1),
  reason: z.string().min(1),
  at: z.iso.datetime(),
});
const file = z.strictObject({ overrides: z.array(override) });

/** One file; there is none until the first override. */
export class CalendarOverrideFile extends CalendarOverrides {
  constructor(private readonly path: string) {
    super();
  }

  async load(): Promise<readonly CalendarOverride[]> {
    const read = await readPrivateFile(this.path, WRITABLE_BY_OTHERS);
    if (read === undefined) return [];
    const parsed = file.safeParse(jsonOf(read));
    if (parsed.success) return parsed.data.overrides;
    const faults = parsed.error.issues.map(({ path, message }) => `  ${path.map(String).join('.')}: ${message}`);
    const advice = 'Repair it, or remove it to let the calendar hold.';
    throw new Error([`The overrides of the calendar in ${this.path} are not valid. ${advice}`, ...faults].join('\n'));
  }

  async save(overrides: readonly CalendarOverride[]): Promise<void> {
    await replaceFile(this.path, `${JSON.stringify({ overrides }, undefined, 2)}\n`);
  }
}
