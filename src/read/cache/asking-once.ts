// Asks the source on behalf of all who want the same, keeps what comes, and learns from what does not.
// It must never keep an error, nor let an asking that gives way hold up one that does not.
import type { LaneLimits } from '../../facade/binding.js';
import type { Clock } from '../../kernel/clock.js';
import { startDeadline } from '../../kernel/deadline.js';
import { Problem } from '../../problems/problem.js';
import type { AnswerCache } from '../../protection/cache/answer-cache.js';
import type { Asking, Kept } from '../../protection/cache/kept.js';
import { SharedFlights } from '../../protection/cache/shared-flights.js';
import type { Joined } from '../../protection/cache/shared-flights.js';
import type { PlannedRead } from '../plan/planned-read.js';
import type { ReadPath } from '../read-path.js';
import type { Asker, ReadAnswer } from '../read-request.js';
import { bytesOfAnswer, compact } from './kept-read.js';
import type { KeptRead } from './kept-read.js';
import { SourceHealth } from './source-health.js';

/** What it works with. */
export interface AskingParts {
  readonly path: Pick<ReadPath, 'run'>;
  readonly cache: AnswerCache<KeptRead>;
  readonly clock: Clock;
  /** By source. */
  readonly limits: ReadonlyMap<string, LaneLimits>;
}

/** What an asking came to. */
export interface Asked {
  readonly answer: ReadAnswer;
  readonly asking: Asking;
  /** Absent where it was not kept. */
  readonly kept: Kept<KeptRead> | undefined;
  /** True when somebody else's asking answered this one. */
  readonly collapsed: boolean;
}

/** That there is nothing is believed for this long at most, in milliseconds. */
const LONGEST_ABSENT_MS = 2_000;

/** The askings of one gateway. */
export class AskingOnce {
  readonly health = new SourceHealth();
  readonly #flights = new SharedFlights<Asked>();

  constructor(private readonly parts: AskingParts) {}

  /** Asks along with others; a caller leaves with the reason of its signal, or with a DeadlineExceeded of its own. */
  async together(key: string, planned: PlannedRead, { signal, bulk = false }: Asker): Promise<Asked> {
    using deadline = startDeadline(this.parts.clock, this.#patience(planned), signal);
    const { result, collapsed } = this.#join(key, planned, { signal: deadline.signal, bulk });
    const asked = await result;
    return collapsed ? { ...asked, collapsed } : asked;
  }

  /** Asks for one caller, and keeps the answer where there is a key for it. */
  async alone(key: string | undefined, planned: PlannedRead, asker: Asker): Promise<Asked> {
    const asking = this.parts.cache.asking(planned.read.resource.name);
    try {
      const answer = await this.parts.path.run(planned, asker);
      this.#noteAnswered(planned);
      return this.#keep(key, planned, asking, answer);
    } catch (error) {
      // Of an asking that nobody waited for any more there is nothing to learn.
      if (!asker.signal.aborted) this.#learn(key, planned, asking, error);
      throw error;
    }
  }

  /** What was asked before a drop answers nobody who comes after it. */
  #join(key: string, planned: PlannedRead, { signal, bulk = false }: Asker): Joined<Asked> {
    const place = `${this.parts.cache.generation(planned.read.resource.name)} ${key}`;
    const givesWay = bulk && !this.#flights.has(place);
    const start = (shared: AbortSignal): Promise<Asked> => this.alone(key, planned, { signal: shared, bulk });
    return this.#flights.join(givesWay ? `bulk ${place}` : place, signal, start);
  }

  #keep(key: string | undefined, { read }: PlannedRead, asking: Asking, answer: ReadAnswer): Asked {
    const limits = read.resource.freshness;
    if (key === undefined || limits === undefined) return { answer, asking, kept: undefined, collapsed: false };
    const compacted = compact(answer);
    const kept = this.parts.cache.keep(key, asking, {
      answer: { answer: compacted, source: read.binding.source },
      bytes: bytesOfAnswer(compacted),
      asOf: answer.asOf === undefined ? undefined : Date.parse(answer.asOf),
      limits,
    });
    return { answer: compacted, asking, kept, collapsed: false };
  }

  #learn(key: string | undefined, planned: PlannedRead, asking: Asking, error: unknown): void {
    const { resource, binding } = planned.read;
    if (!(error instanceof Problem) || error.code !== 'not-found') {
      this.health.failed(binding.source, error, this.parts.clock.monotonic(), this.#patience(planned));
      return;
    }
    this.#noteAnswered(planned);
    const { freshMs = 0 } = resource.freshness ?? {};
    if (key !== undefined) this.parts.cache.keepAbsent(key, asking, Math.min(freshMs, LONGEST_ABSENT_MS));
  }

  /** What cannot be there is answered without asking anybody, and says nothing about the source. */
  #noteAnswered({ plan, read }: PlannedRead): void {
    if (!plan.impossible) this.health.answered(read.binding.source);
  }

  /** The longest a read may take, in milliseconds. */
  #patience({ read }: PlannedRead): number {
    const limits = this.parts.limits.get(read.binding.source);
    if (limits === undefined) throw new RangeError(`source ${read.binding.source} has no limits`);
    return limits.deadlineMs ?? limits.waitMs + limits.timeoutMs;
  }
}
