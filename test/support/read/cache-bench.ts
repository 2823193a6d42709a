// Cached reads over a fake source, with the clock, the lane and the calendar in the hands of the test.
import type { Catalogue } from '../../../src/facade/catalogue.js';
import type { Freshness, Resource } from '../../../src/facade/contract.js';
import { settledOrAborted } from '../../../src/kernel/settled-or-aborted.js';
import { AnswerCache } from '../../../src/protection/cache/answer-cache.js';
import type { ReadsClosed } from '../../../src/protection/calendar/open-hours.js';
import { AsOf } from '../../../src/read/as-of.js';
import { CachedReads } from '../../../src/read/cache/cached-reads.js';
import type { KeptRead } from '../../../src/read/cache/kept-read.js';
import { Lane } from '../../../src/read/lane.port.js';
import type { LaneUse } from '../../../src/read/lane.port.js';
import { ReadPath } from '../../../src/read/read-path.js';
import type { PersonalQuestion, ReadAnswer, ReadRequest } from '../../../src/read/read-request.js';
import type { NamedRow } from './matches-predicate.js';
import { orderFacade } from './order-facade.js';
import { readBench, SETTINGS } from './read-bench.js';

export const FRESHNESS: Freshness = { freshMs: 10_000, revalidateMs: 60_000, errorMs: 300_000, outageMs: 3_600_000 };

/** A lane that lets nothing through while it is held, and notes what it was told of the work. */
export class HeldLane extends Lane {
  readonly uses: (LaneUse | undefined)[] = [];
  #gate: PromiseWithResolvers<unknown> | undefined;

  hold(): void {
    this.#gate = Promise.withResolvers();
  }

  letGo(): void {
    this.#gate?.resolve(undefined);
    this.#gate = undefined;
  }

  async run<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>, use?: LaneUse): Promise<T> {
    this.uses.push(use);
    if (this.#gate !== undefined) await settledOrAborted(this.#gate.promise, signal);
    return work(signal);
  }
}

/** The test catalogue with this freshness, and with what `change` makes of its orders. */
export function fresh(
  freshness: Freshness | undefined,
  change: (orders: Resource) => Resource = (it) => it,
): Catalogue {
  const resources = new Map(
    [...orderFacade.resources].map(([name, resource]) => {
      const kept = freshness === undefined ? resource : { ...resource, freshness };
      return [name, name === 'orders' ? change(kept) : kept];
    }),
  );
  return { ...orderFacade, resources };
}

/** What a test changes about the bench. */
export interface CacheBenchOptions {
  readonly catalogue?: Catalogue;
  readonly cacheBytes?: number;
}

/** Everything a test of cached reads touches. */
export function cacheBench(
  views: Record<string, NamedRow[]>,
  { catalogue = fresh(FRESHNESS), cacheBytes = 1_000_000 }: CacheBenchOptions = {},
) {
  const { source, clock, observations, outside } = readBench(views);
  const lane = new HeldLane();
  const around = { ...outside, lanes: new Map([['replica', lane]]) };
  const asOf = new AsOf(catalogue.sources, catalogue.lanes, around);
  const path = new ReadPath(catalogue, { ...around, asOf }, SETTINGS);
  const cache = new AnswerCache<KeptRead>(cacheBytes, clock);
  const calendar: { closed: ReadsClosed | undefined } = { closed: undefined };
  const readsClosed = (): ReadsClosed | undefined => calendar.closed;
  const reads = new CachedReads({ path, cache, clock, limits: catalogue.lanes, readsClosed });
  const question = (operation: string, query: string, more: Partial<ReadRequest>): PersonalQuestion => ({
    ...{ version: 'v1', operation, query, permission: 'orders.*' },
    ...more,
  });
  const serve = (operation: string, query = '', more: Partial<ReadRequest> = {}): Promise<ReadAnswer> =>
    reads.serve({ correlationId: 'c', signal: new AbortController().signal, ...question(operation, query, more) });
  const recall = (operation: string, query = '', more: Partial<ReadRequest> = {}): ReadAnswer | undefined =>
    reads.recall(question(operation, query, more));
  /** Statements for rows so far; those that ask how fresh the source is do not count. */
  const asked = (): number => source.plans.filter(({ kind }) => kind === 'rows').length;
  /** Lets everything that has begun come to its end. */
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return { source, clock, observations, lane, path, cache, calendar, reads, serve, recall, asked, settled };
}
