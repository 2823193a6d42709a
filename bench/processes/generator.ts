// The load generator, a process of its own: runs autocannon when asked and gives back what it saw.
// It must never count a refusal as an answer.
import autocannon from 'autocannon';
import type { Result } from 'autocannon';
import { answerParent } from './answer.js';

/** One load. */
export interface Load {
  readonly url: string;
  readonly token?: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests per second over all connections; as many as possible when left out. */
  readonly rate?: number;
  /** Sent as If-None-Match; every answer has to be 304 then, and 2xx otherwise. */
  readonly etag?: string;
}

/** What came of it. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of every answer, in the order of arrival. */
  readonly latencies: readonly number[];
}

/**
 * autocannon's own percentiles are not used: they are whole milliseconds, and at a fixed rate its correction for late
 * requests takes the interval between requests for one millisecond.
 */
async function load(asked: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  let lastAt = startedAt;
  const result = await shoot(asked, (milliseconds) => {
    latencies.push(milliseconds);
    lastAt = performance.now();
  });
  const wrong = asked.etag === undefined ? result.non2xx : result.non2xx + result['2xx'] - result['3xx'];
  const bad = wrong + result.errors + result.timeouts;
  if (bad > 0 || latencies.length === 0) {
    throw new Error(`${asked.url}: ${latencies.length} answers, ${wrong} not expected, ${result.errors} errors`);
  }
  const kept = asked.rate === undefined ? [] : latencies;
  return { requests: latencies.length, seconds: (lastAt - startedAt) / 1000, latencies: kept };
}

function shoot(asked: Load, answered: (milliseconds: number) => void): Promise<Result> {
  const { url, token, connections, seconds, rate, etag } = asked;
  const options = {
    url,
    connections,
    duration: seconds,
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
    },
    ...(rate === undefined ? {} : { overallRate: rate, ignoreCoordinatedOmission: true }),
  };
  return new Promise((resolve, reject) => {
    const instance = autocannon(options, (error, result) => {
      if (error === null || error === undefined) resolve(result);
      else reject(error as Error);
    });
    instance.on('response', (_client, _status, _bytes, milliseconds) => answered(milliseconds));
  });
}

answerParent({ load });
