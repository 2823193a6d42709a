// Breakers that are open or held, in one JSON file, replaced as a whole.
// It must never take a file in part: what it cannot read stops the start, because somebody may have held the ERP.
import { z } from 'zod';
import type { KeptBreaker } from '../../src/protection/breaker/breaker-memory.port.js';
import { BreakerMemory } from '../../src/protection/breaker/breaker-memory.port.js';
import { replaceFile } from './atomic-write.js';
import { jsonOf } from './json-of.js';
import { readPrivateFile, WRITABLE_BY_OTHERS } from './private-file.js';

const holding = z.strictObject({ by: z.string().min(1), reason: z.string().min(1), at: z.iso.datetime() });
const breaker = z.strictObject({
  name: z.string().min(1),
  openUntil: z.iso.datetime().exactOptional(),
  held: holding.exactOptional(),
});
const file = z.strictObject({ breakers: z.array(breaker) });

/** One file; there is none until the first breaker opens. */
export class BreakerFile extends BreakerMemory {
  constructor(private readonly path: string) {
    super();
  }

  async load(): Promise<readonly KeptBreaker[]> {
    const read = await readPrivateFile(this.path, WRITABLE_BY_OTHERS);
    if (read === undefined) return [];
    const parsed = file.safeParse(jsonOf(read));
    if (parsed.success) return parsed.data.breakers;
    const faults = parsed.error.issues.map(({ path, message }) => `  ${path.map(String).join('.')}: ${message}`);
    const advice = 'Repair it, or remove it: then nothing is held any more.';
    throw new Error([`The breakers in ${this.path} are not valid. ${advice}`, ...faults].join('\n'));
  }

  async save(breakers: readonly KeptBreaker[]): Promise<void> {
    await replaceFile(this.path, `${JSON.stringify({ breakers }, undefined, 2)}\n`);
  }
}
