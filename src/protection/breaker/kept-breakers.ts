// All breakers of a gateway that are not closed, as they are kept for the next start.
// It must never let an older state overwrite a newer one.
import { failureText } from '../../kernel/failure-text.js';
import { Turns } from '../../kernel/turns.js';
import type { Observer } from '../../observability/observation.js';
import type { BreakerMemory, KeptBreaker } from './breaker-memory.port.js';

export class KeptBreakers {
  readonly #kept: Map<string, KeptBreaker>;
  readonly #turns = new Turns();

  private constructor(
    private readonly memory: BreakerMemory,
    private readonly observe: Observer,
    kept: readonly KeptBreaker[],
  ) {
    this.#kept = new Map(kept.map((each) => [each.name, each]));
  }

  /** Rejects when what was kept cannot be read. */
  static async open(memory: BreakerMemory, observe: Observer): Promise<KeptBreakers> {
    return new KeptBreakers(memory, observe, await memory.load());
  }

  /** All of them. */
  all(): readonly KeptBreaker[] {
    return [...this.#kept.values()];
  }

  of(name: string): KeptBreaker | undefined {
    return this.#kept.get(name);
  }

  /** Resolves when it is kept; rejects, and says so in a warning, when it is not: then what was kept before stays. */
  put(name: string, kept: KeptBreaker | undefined): Promise<void> {
    return this.#turns.take(async () => {
      const next = new Map(this.#kept);
      if (kept === undefined) next.delete(name);
      else next.set(name, kept);
      try {
        await this.memory.save([...next.values()]);
      } catch (error) {
        const text = `The breaker of ${name} could not be kept: ${failureText(error)}`;
        this.observe({ kind: 'warning', topic: 'protection', text });
        throw error;
      }
      if (kept === undefined) this.#kept.delete(name);
      else this.#kept.set(name, kept);
    });
  }

  /** Resolves when everything that was asked for is kept or could not be. */
  settled(): Promise<void> {
    return this.#turns.take(() => undefined);
  }
}
