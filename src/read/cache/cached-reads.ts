// Reads with a memory: answers from what is kept where that will do, asks the source where not, and falls back on what
// is kept when the source cannot be asked.
// It must never answer one caller with what another one may see.
import { Problem } from '../../problems/problem.js';
import type { Kept } from '../../protection/cache/kept.js';
import { isLate, mayStandIn, standingOf } from '../../protection/cache/standing.js';
import type { ReadsClosed } from '../../protection/calendar/open-hours.js';
import type { PlannedRead } from '../plan/planned-read.js';
import { presentAnswer } from '../present-answer.js';
import type { ReadPath } from '../read-path.js';
import type { CacheUse, PersonalQuestion, ReadAnswer, ReadRequest } from '../read-request.js';
import { AskingOnce } from './asking-once.js';
import type { Asked, AskingParts } from './asking-once.js';
import { cacheKey, isNeverKept, wordingOf } from './cache-key.js';
import { courseOf } from './course.js';
import type { AskCourse, Course, LeftAlone } from './course.js';
import { failureOf, orTimeout } from './failures.js';
import type { KeptRead } from './kept-read.js';
import { Refreshes } from './refreshes.js';

/** What it works with. */
export interface CachedReadsParts extends AskingParts {
  readonly path: Pick<ReadPath, 'plan' | 'run'>;
  /** Asked with epoch milliseconds; absent where nothing ever closes. */
  readonly readsClosed?: (now: number) => ReadsClosed | undefined;
}

interface Answered {
  readonly answer: ReadAnswer;
  readonly use: CacheUse;
}

/** An answer that was served this often while it was fresh is asked for again before it ends. */
const HOT_HITS = 8;

/** Serves every read of a catalogue, as ReadPath does. */
export class CachedReads {
  readonly #askings: AskingOnce;
  readonly #refreshes: Refreshes;

  constructor(private readonly parts: CachedReadsParts) {
    this.#askings = new AskingOnce(parts);
    this.#refreshes = new Refreshes((source) => parts.limits.get(source)?.concurrency ?? 1);
  }

  /**
   * The answer to a question that was put in these words before, if it can be had without waiting and without asking:
   * at once, or undefined. A caller who wishes something of the cache is never answered here.
   */
  recall(question: PersonalQuestion): ReadAnswer | undefined {
    const { permission, caching, ifNoneMatch } = question;
    if (permission === undefined || caching !== undefined) return undefined;
    const key = this.parts.cache.questions.keyOf(wordingOf(question, permission));
    const kept = key === undefined ? undefined : this.parts.cache.get(key);
    if (key === undefined || kept === undefined) return undefined;
    const course = this.#course(kept, question, kept.answer.source);
    if (course.kind !== 'serve') return undefined;
    return presentAnswer(kept.answer.answer, ifNoneMatch, this.#hit(key, kept, course.outdated, question));
  }

  /** Answers one read, or throws a Problem, or the reason of the caller's signal when that has fired. */
  async serve(request: ReadRequest): Promise<ReadAnswer> {
    const planned = this.parts.path.plan(request);
    const key = this.#keyOf(planned, request);
    const { answer, use } = await (key === undefined
      ? this.#bypass(planned, request)
      : this.#answer(key, planned, request));
    return presentAnswer(answer, request.ifNoneMatch, use);
  }

  /** Refreshes nothing any more. */
  stop(): void {
    this.#refreshes.stop();
  }

  /** Undefined where nothing may be kept. */
  #keyOf(planned: PlannedRead, request: ReadRequest): string | undefined {
    const { permission } = request;
    if (permission === undefined || !this.parts.cache.isOn) return undefined;
    if (planned.read.resource.freshness === undefined || isNeverKept(planned)) return undefined;
    const key = cacheKey(planned, permission);
    this.parts.cache.questions.learn(wordingOf(request, permission), key);
    return key;
  }

  async #bypass(planned: PlannedRead, request: ReadRequest): Promise<Answered> {
    const course = this.#course(undefined, request, planned.read.binding.source);
    if (course.kind !== 'ask') throw this.#refusal(course);
    return this.#answered(await this.#askings.alone(undefined, planned, request), 'bypass');
  }

  async #answer(key: string, planned: PlannedRead, request: ReadRequest): Promise<Answered> {
    const { cache } = this.parts;
    const kept = cache.get(key);
    const course = this.#course(kept, request, planned.read.binding.source);
    if (kept !== undefined && course.kind === 'serve') {
      return { answer: kept.answer.answer, use: this.#hit(key, kept, course.outdated, request) };
    }
    if (course.kind !== 'ask') throw this.#refusal(course);
    if (!course.alone && cache.absences.has(key)) throw new Problem('not-found');
    return this.#ask(key, planned, request, course);
  }

  async #ask(key: string, planned: PlannedRead, request: ReadRequest, { why, alone }: AskCourse): Promise<Answered> {
    const isKept = request.caching?.noStore !== true;
    if (alone) return this.#answered(await this.#askings.alone(isKept ? key : undefined, planned, request), why);
    try {
      return this.#answered(await this.#askings.together(key, planned, request), why);
    } catch (error) {
      if (request.signal.aborted) throw error;
      return this.#standIn(key, orTimeout(error));
    }
  }

  #course(kept: Kept<KeptRead> | undefined, { caching }: PersonalQuestion, source: string): Course {
    const now = this.parts.clock.monotonic();
    return courseOf({ kept, wish: caching, now, leftAlone: () => this.#leftAlone(source, now) });
  }

  #leftAlone(source: string, now: number): LeftAlone | undefined {
    if (this.#closed() !== undefined) return 'closed';
    return this.#askings.health.isAway(source, now) ? 'away' : undefined;
  }

  #closed(): ReadsClosed | undefined {
    const { readsClosed, clock } = this.parts;
    return readsClosed?.(clock.now());
  }

  #refusal({ kind }: Course): Problem {
    if (kind === 'not-in-cache') return new Problem('not-in-cache');
    const now = this.parts.clock.now();
    const { until, name } = this.#closed() ?? { until: now, name: 'a window that has just ended' };
    const retryAfterSeconds = Math.max(1, Math.ceil((until - now) / 1_000));
    return new Problem('source-closed', { retryAfterSeconds, internal: `reads are kept away by ${name}` });
  }

  #hit(key: string, kept: Kept<KeptRead>, outdated: boolean, question: PersonalQuestion): CacheUse {
    const now = this.parts.clock.monotonic();
    const use = this.#used(kept, 'hit', outdated, now);
    const isEnding = kept.hits >= HOT_HITS && isLate(kept, now);
    if (isEnding || standingOf(kept, now) !== 'fresh') this.#refreshBehind(key, kept, question, now);
    return use;
  }

  #refreshBehind(key: string, { answer: { source } }: Kept<KeptRead>, question: PersonalQuestion, now: number): void {
    if (!this.#refreshes.mayBegin(source, key) || !this.#askings.health.mayAsk(source, now)) return;
    if (this.#closed() !== undefined) return;
    this.#refreshes.begin(source, key, async (signal) => {
      await this.#askings.together(key, this.parts.path.plan(question), { signal, bulk: true });
    });
  }

  /** What is kept, where it may stand in for a failure; throws the failure otherwise. */
  #standIn(key: string, error: unknown): Answered {
    const kept = this.parts.cache.get(key);
    const failure = failureOf(error);
    const now = this.parts.clock.monotonic();
    if (kept === undefined || failure === undefined || !mayStandIn(kept, failure, now)) throw error;
    return { answer: kept.answer.answer, use: this.#used(kept, 'stale', true, now) };
  }

  #used(kept: Kept<KeptRead>, kind: 'hit' | 'stale', outdated: boolean, now: number): CacheUse {
    kept.hits += 1;
    const { freshMs } = kept.limits;
    return { kind, outdated, collapsed: false, stored: false, ageMs: now - kept.askedAt, freshMs };
  }

  #answered({ answer, asking, kept, collapsed }: Asked, kind: CacheUse['kind']): Answered {
    const ageMs = this.parts.clock.monotonic() - asking.askedAt;
    const freshMs = kept?.limits.freshMs ?? 0;
    return { answer, use: { kind, outdated: false, collapsed, stored: kept !== undefined, ageMs, freshMs } };
  }
}
