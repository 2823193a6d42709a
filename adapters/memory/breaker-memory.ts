// The memory twin of the kept breakers, for tests and simulations.
// It must never promise more than the real one: nothing but durability is left out.
import type { KeptBreaker } from '../../src/protection/breaker/breaker-memory.port.js';
import { BreakerMemory } from '../../src/protection/breaker/breaker-memory.port.js';

/** Keeps breakers for as long as the process lives. */
export class MemoryBreakers extends BreakerMemory {
  #kept = '[]';

  async load(): Promise<readonly KeptBreaker[]> {
    await Promise.resolve();
    return JSON.parse(this.#kept) as KeptBreaker[];
  }

  async save(breakers: readonly KeptBreaker[]): Promise<void> {
    await Promise.resolve();
    this.#kept = JSON.stringify(breakers);
  }
}
