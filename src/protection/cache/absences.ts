// What was asked for and does not exist, remembered for a moment: somebody who asks for nothing again and again costs
// the ERP little. It must never push out an answer, nor remember for longer than told.
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../kernel/clock.js';
import type { ResourceMark } from './resource-mark.js';
import { bytesOfText } from './size-of.js';

interface Absence {
  /** Monotonic milliseconds. */
  readonly until: number;
  /** Monotonic milliseconds. */
  readonly askedAt: number;
  readonly mark: ResourceMark;
  readonly generation: number;
}

/** What comes with an absence that is to be kept. */
interface KeepingAbsence {
  readonly mark: ResourceMark;
  /** Monotonic milliseconds at which the source was asked. */
  readonly askedAt: number;
  /** For how long. */
  readonly ms: number;
}

const OVERHEAD_BYTES = 300;

/** Absences by key, in a number of bytes of their own. */
export class Absences {
  readonly #known: LRUCache<string, Absence> | undefined;

  /** 0 bytes remember nothing. */
  constructor(
    maxBytes: number,
    private readonly clock: Clock,
  ) {
    if (maxBytes <= 0) return;
    const sizeCalculation = (_absence: Absence, key: string): number => bytesOfText(key) + OVERHEAD_BYTES;
    this.#known = new LRUCache({ maxSize: maxBytes, sizeCalculation });
  }

  get bytes(): number {
    return this.#known?.calculatedSize ?? 0;
  }

  keep(key: string, { mark, askedAt, ms }: KeepingAbsence): void {
    this.#known?.set(key, { until: this.clock.monotonic() + ms, askedAt, mark, generation: mark.generation });
  }

  forget(key: string): void {
    this.#known?.delete(key);
  }

  /** When that was asked for which there was nothing, also after it is believed no more; -Infinity when not known. */
  askedAt(key: string): number {
    return this.#known?.peek(key)?.askedAt ?? -Infinity;
  }

  /** True while it is known that there is nothing under this key. */
  has(key: string): boolean {
    const absence = this.#known?.get(key);
    if (absence === undefined) return false;
    return this.clock.monotonic() < absence.until && absence.generation === absence.mark.generation;
  }
}
