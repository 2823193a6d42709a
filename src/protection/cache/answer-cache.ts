// Answers that are kept for the next caller, in a number of bytes that is never passed.
// It must never give out an answer that was asked for before its resource was dropped, nor know what an answer is.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Freshness } from '../../facade/contract.js';
import type { Clock } from '../../kernel/clock.js';
import { Absences } from './absences.js';
import { limitsAfterDrop } from './catching-up.js';
import type { Asking, Kept } from './kept.js';
import { KnownQuestions } from './known-questions.js';
import { ResourceMark } from './resource-mark.js';
import { bytesOfText } from './size-of.js';

/** What is held at a moment. */
export interface CacheState {
  readonly entries: number;
  readonly bytes: number;
  readonly maxBytes: number;
}

/** What comes with an answer that is to be kept. */
export interface Keeping<Answer> {
  readonly answer: Answer;
  /** Of everything the answer holds on to, in bytes. */
  readonly bytes: number;
  /** What the source says how fresh it is, epoch milliseconds; undefined when it does not say. */
  readonly asOf: number | undefined;
  readonly limits: Freshness;
}

interface Stored<Answer> extends Kept<Answer> {
  readonly mark: ResourceMark;
  readonly generation: number;
  readonly bytes: number;
}

/** Shares of the bytes: what is asked again in other words, and what does not exist. The rest is for answers. */
const QUESTIONS_SHARE = 1 / 16;
const ABSENCES_SHARE = 1 / 32;
/** An answer that takes more than this share of the answers' bytes would push out too many others. */
const LARGEST_SHARE = 1 / 8;
/** Of an entry besides its answer and key: the records, the places in the lists, the head of the buffer. Measured. */
const OVERHEAD_BYTES = 900;
/** What goes is let go in slices of this many, so that nobody waits for the end of it. */
const SWEPT_IN_ONE_TURN = 500;

/** The kept answers of a process, the longest unused of which make room for new ones. */
export class AnswerCache<Answer> {
  readonly questions: KnownQuestions;
  readonly absences: Absences;
  readonly #stored: LRUCache<string, Stored<Answer>> | undefined;
  readonly #largest: number;
  readonly #marks = new Map<string, ResourceMark>();

  /** `maxBytes` bounds everything together; 0 keeps nothing. */
  constructor(
    readonly maxBytes: number,
    private readonly clock: Clock,
  ) {
    const forQuestions = Math.floor(maxBytes * QUESTIONS_SHARE);
    const forAbsences = Math.floor(maxBytes * ABSENCES_SHARE);
    const forAnswers = maxBytes - forQuestions - forAbsences;
    this.questions = new KnownQuestions(forQuestions);
    this.absences = new Absences(forAbsences, clock);
    this.#largest = Math.floor(forAnswers * LARGEST_SHARE);
    if (maxBytes > 0) this.#stored = new LRUCache(this.#options(forAnswers));
  }

  /** False when nothing is kept at all. */
  get isOn(): boolean {
    return this.#stored !== undefined;
  }

  /** To be called right before the source is asked. */
  asking(resource: string): Asking {
    const { generation } = this.#mark(resource);
    return { resource, askedAt: this.clock.monotonic(), askedOn: this.clock.now(), generation };
  }

  /** How often a resource was dropped; what was asked for in an earlier generation answers nobody who comes now. */
  generation(resource: string): number {
    return this.#mark(resource).generation;
  }

  /** The answer under a key, whatever its age. */
  get(key: string): Kept<Answer> | undefined {
    const stored = this.#stored?.get(key);
    return stored !== undefined && stored.generation === stored.mark.generation ? stored : undefined;
  }

  /**
   * Keeps an answer; undefined where it cannot: too large, its resource was dropped after it was asked for, or something
   * is known that was asked for later.
   */
  keep(key: string, asking: Asking, { answer, bytes, asOf, limits }: Keeping<Answer>): Kept<Answer> | undefined {
    const mark = this.#mark(asking.resource);
    const size = bytes + bytesOfText(key) + OVERHEAD_BYTES;
    if (this.#stored === undefined || size > this.#largest || !this.#isLatest(key, asking)) return undefined;
    const stored: Stored<Answer> = {
      answer,
      askedAt: asking.askedAt,
      trueAt: asking.askedAt - Math.max(0, asOf === undefined ? 0 : asking.askedOn - asOf),
      limits: limitsAfterDrop(limits, { ...asking, asOf, droppedOn: mark.droppedOn }),
      hits: 0,
      mark,
      generation: mark.generation,
      bytes: size,
    };
    this.#stored.set(key, stored);
    mark.keys.add(key);
    this.absences.forget(key);
    return stored;
  }

  /** Keeps for `ms` milliseconds that there is nothing under a key, where `keep` would keep an answer. */
  keepAbsent(key: string, asking: Asking, ms: number): void {
    if (!this.#isLatest(key, asking)) return;
    this.#stored?.delete(key);
    this.absences.keep(key, { mark: this.#mark(asking.resource), askedAt: asking.askedAt, ms });
  }

  /**
   * Drops everything about a resource, or everything, in no time; what is being asked for is not kept when it comes.
   * Gives back how many answers were dropped. Their memory is free some turns of the event loop later.
   */
  drop(resource?: string): number {
    const marks = resource === undefined ? [...this.#marks.values()] : [this.#mark(resource)];
    const former = marks.map((mark) => mark.drop(this.clock.now()));
    const dropped = former.reduce((sum, { size }) => sum + size, 0);
    if (dropped > 0) void this.#sweep(former);
    return dropped;
  }

  /** Lets go of half of what answers take, those that were not used for longest, in slices. */
  async trim(): Promise<void> {
    const stored = this.#stored;
    const enough = (stored?.calculatedSize ?? 0) / 2;
    for (let gone = 1; stored !== undefined && stored.calculatedSize > enough; gone += 1) {
      stored.pop();
      if (gone % SWEPT_IN_ONE_TURN === 0) await nextTurn();
    }
  }

  /** What is held now, dropped answers not counted among the entries. */
  state(): CacheState {
    const entries = [...this.#marks.values()].reduce((sum, { keys }) => sum + keys.size, 0);
    const answers = this.#stored?.calculatedSize ?? 0;
    return { entries, bytes: answers + this.questions.bytes + this.absences.bytes, maxBytes: this.maxBytes };
  }

  /** Answers about one resource that are held now. */
  entriesOf(resource: string): number {
    return this.#marks.get(resource)?.keys.size ?? 0;
  }

  /** Askings of the same run side by side: the one that ends last need not be the one that was asked last. */
  #isLatest(key: string, { resource, generation, askedAt }: Asking): boolean {
    if (generation !== this.#mark(resource).generation) return false;
    const known = Math.max(this.get(key)?.askedAt ?? -Infinity, this.absences.askedAt(key));
    return askedAt >= known;
  }

  #options(maxSize: number): LRUCache.Options<string, Stored<Answer>, unknown> {
    return {
      maxSize,
      sizeCalculation: ({ bytes }) => bytes,
      dispose: ({ mark, generation }, key) => {
        if (generation === mark.generation) mark.keys.delete(key);
      },
    };
  }

  async #sweep(former: readonly ReadonlySet<string>[]): Promise<void> {
    let swept = 0;
    for (const keys of former) {
      for (const key of keys) {
        const stored = this.#stored?.peek(key);
        if (stored !== undefined && stored.generation !== stored.mark.generation) this.#stored?.delete(key);
        swept += 1;
        if (swept % SWEPT_IN_ONE_TURN === 0) await nextTurn();
      }
    }
  }

  #mark(resource: string): ResourceMark {
    const known = this.#marks.get(resource);
    if (known !== undefined) return known;
    const mark = new ResourceMark();
    this.#marks.set(resource, mark);
    return mark;
  }
}
