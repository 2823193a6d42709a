// Which key a question has, by the words it was put in: who asks again in the same words is answered without reading
// them anew. It must never be the only one to know a key; what is forgotten here is worked out again.
import { LRUCache } from 'lru-cache';
import { bytesOfText } from './size-of.js';

const OVERHEAD_BYTES = 200;

/** Keys by wording, in a number of bytes of their own. */
export class KnownQuestions {
  readonly #keys: LRUCache<string, string> | undefined;

  /** 0 bytes know nothing. */
  constructor(maxBytes: number) {
    if (maxBytes <= 0) return;
    const sizeCalculation = (key: string, wording: string): number =>
      bytesOfText(key) + bytesOfText(wording) + OVERHEAD_BYTES;
    this.#keys = new LRUCache({ maxSize: maxBytes, sizeCalculation });
  }

  get bytes(): number {
    return this.#keys?.calculatedSize ?? 0;
  }

  keyOf(wording: string): string | undefined {
    return this.#keys?.get(wording);
  }

  learn(wording: string, key: string): void {
    this.#keys?.set(wording, key);
  }
}
