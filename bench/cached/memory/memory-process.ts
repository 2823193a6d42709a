// The cache of the gateway in a process of its own, filled through the reads that fill it in the gateway: keys, wordings
// and bodies are made by the same code. Only the rows are invented here, so that a hundred thousand take seconds.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { offlineEnvironment } from '../../../src/composition/facade-environment.js';
import { loadOffline } from '../../../src/composition/load-catalogue.js';
import type { Catalogue } from '../../../src/facade/catalogue.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { AnswerCache } from '../../../src/protection/cache/answer-cache.js';
import type { CacheState } from '../../../src/protection/cache/answer-cache.js';
import { CachedReads } from '../../../src/read/cache/cached-reads.js';
import type { KeptRead } from '../../../src/read/cache/kept-read.js';
import type { PlannedRead } from '../../../src/read/plan/planned-read.js';
import { ReadPath } from '../../../src/read/read-path.js';
import type { ReadAnswer, ReadRequest } from '../../../src/read/read-request.js';
import { BodyWriter } from '../../../src/read/shape/body-writer.js';
import { PAGE_START, respondGet, respondList } from '../../../src/read/shape/respond.js';
import { answerParent } from '../../processes/answer.js';
import { questionOf } from './sample-questions.js';
import type { QuestionKind } from './sample-questions.js';
import { listRecord, wholeOrder } from './sample-records.js';

/** What to fill with. */
export interface Filling {
  readonly kind: QuestionKind;
  readonly answers: number;
  readonly maxBytes: number;
}

/** What it came to. */
export interface Filled {
  readonly state: CacheState;
  /** Of V8's heap and of what lies outside it, everything collectable collected before and after. */
  readonly grownBytes: number;
}

const FACADE = 'facades/contoso';
const LIMITS = { cursorKey: new Uint8Array(32).fill(7), maxBytes: 8_388_608, maxRows: 10_000 };
const PAGE_SIZE = 50;
const AS_OF = '2026-11-20T12:00:00.000Z';
/** Turns of the event loop in which whatever is only waiting to be let go is let go. */
const TURNS = 20;

async function fill({ kind, answers, maxBytes }: Filling): Promise<Filled> {
  const catalogue = contoso();
  const cache = new AnswerCache<KeptRead>(maxBytes, systemClock);
  const reads = cachedReads(catalogue, cache);
  const { signal } = new AbortController();
  const serve = (number: number): Promise<ReadAnswer> => {
    const request: ReadRequest = { ...questionOf(kind, number), correlationId: String(number), signal };
    return reads.serve(request);
  };
  // One answer is no measurable memory, and everything that is made once is made by it.
  await serve(0);
  const before = await usedBytes();
  for (let number = 1; number <= answers; number += 1) await serve(number);
  return { grownBytes: (await usedBytes()) - before, state: cache.state() };
}

function contoso(): Catalogue {
  const loaded = loadOffline(FACADE, offlineEnvironment({}));
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  return loaded.value.catalogue;
}

function cachedReads(catalogue: Catalogue, cache: AnswerCache<KeptRead>): CachedReads {
  const asOf = { before: () => Promise.resolve(undefined) };
  const nobody = { sources: new Map(), lanes: new Map(), asOf, clock: systemClock, observe: () => undefined };
  const real = new ReadPath(catalogue, nobody, LIMITS);
  let asked = 0;
  const path = {
    plan: real.plan.bind(real),
    run: (planned: PlannedRead) => Promise.resolve(answerTo(planned, (asked += 1))),
  };
  return new CachedReads({ path, cache, clock: systemClock, limits: catalogue.lanes });
}

function answerTo({ kind, asked }: PlannedRead, number: number): ReadAnswer {
  const body = new BodyWriter(LIMITS.maxBytes);
  if (kind === 'get') {
    body.add(wholeOrder(number));
    return respondGet(body, AS_OF);
  }
  const records = Array.from({ length: PAGE_SIZE }, (_, at) => listRecord(number * PAGE_SIZE + at));
  body.add(PAGE_START + records.join(','));
  const envelope = { limit: PAGE_SIZE, next: `next-of-${number}`, total: undefined, withheld: 0, asOf: AS_OF };
  return respondList(body, envelope, asked.pairs);
}

async function usedBytes(): Promise<number> {
  for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
  if (gc === undefined) throw new Error('start it with --expose-gc');
  await gc({ type: 'major', execution: 'async' });
  await gc({ type: 'major', execution: 'async' });
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

process.on('SIGTERM', () => process.exit(0));
answerParent({ fill });
