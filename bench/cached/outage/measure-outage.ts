// Cached reads at a fixed rate while the ERP is well and while it is a black hole: its process is stopped, its sockets
// stay open, nothing is ever answered. Others meanwhile ask for what is not kept, so that calls hang and lanes fill.
// It must never call a round black-holed in which the ERP answered.
import { join } from 'node:path';
import type { PacedLoad, PacedResult } from '../../calling/paced-load.js';
import { keptFacade } from '../../facades/facade-copies.js';
import { percentile } from '../../measures/spread.js';
import type { Patience } from '../../measures/sample.js';
import { waitUntil } from '../../processes/wait-until.js';
import { ask, keep, LIST, startCachedGateway } from '../cached-gateway.js';
import type { CachedFrame, CachedGateway } from '../cached-gateway.js';

/** Cached reads per second; far from what the gateway can do. */
export const RATE = 1_000;
/** Reads per second that are not kept. */
export const OTHERS_RATE = 20;
const CONNECTIONS = 32;
/** Those who wait for the black hole must not keep the next one from asking. */
const OTHERS_CONNECTIONS = 256;
const WARM_UP_SECONDS = 2;

/** Fresh for so short a time that the ERP is asked behind the back of callers in every round. */
const BRIEF = { fresh: '1s', revalidate: '5m', outage: '3h' };

/** Milliseconds. */
export interface PacedLatency {
  readonly p50: number;
  readonly p99: number;
}

/** The n-th of each belong to the same round. */
export interface OutageRounds {
  readonly healthy: readonly PacedLatency[];
  readonly blackHoled: readonly PacedLatency[];
}

/** Measures both, turn by turn. */
export async function measureOutage(frame: CachedFrame, { rounds, seconds }: Patience): Promise<OutageRounds> {
  await using stack = new AsyncDisposableStack();
  const facade = keptFacade(join(frame.folder, 'brief-facade'), BRIEF);
  const gateway = await startCachedGateway(frame, 'outage', { BANYAN_FACADE: facade });
  stack.use(gateway.process);
  await keep(gateway, LIST);
  const trial = new OutageTrial(frame, gateway);
  await trial.healthy(WARM_UP_SECONDS);
  const healthy: PacedLatency[] = [];
  const blackHoled: PacedLatency[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) healthy.push(await trial.healthy(seconds));
    blackHoled.push(await trial.blackHoled(seconds));
    if (round % 2 !== 0) healthy.push(await trial.healthy(seconds));
  }
  return { healthy, blackHoled };
}

class OutageTrial {
  #questions = 200_000;

  constructor(
    private readonly frame: CachedFrame,
    private readonly gateway: CachedGateway,
  ) {}

  async healthy(seconds: number): Promise<PacedLatency> {
    const { latency, othersAnswered } = await this.#measure(seconds);
    if (othersAnswered === 0) throw new Error('a healthy ERP has answered nobody');
    return latency;
  }

  /** Ends when the ERP is back. */
  async blackHoled(seconds: number): Promise<PacedLatency> {
    const { process } = this.frame.erp;
    process.freeze();
    try {
      const { latency, othersAnswered } = await this.#measure(seconds);
      if (othersAnswered > 0) throw new Error(`${othersAnswered} answers out of a black hole`);
      return latency;
    } finally {
      process.thaw();
      await waitUntil('the ERP answers again', () => this.#isBack());
    }
  }

  async #measure(seconds: number): Promise<{ readonly latency: PacedLatency; readonly othersAnswered: number }> {
    const [kept, others] = await Promise.all([
      this.#pace({
        ...{ paths: [LIST], rate: RATE, seconds, connections: CONNECTIONS },
        ...{ statuses: [200], hitsOnly: true },
      }),
      this.#pace({
        ...{ paths: this.#newQuestions(OTHERS_RATE * seconds), rate: OTHERS_RATE, seconds },
        ...{ connections: OTHERS_CONNECTIONS, statuses: [200, 503, 504], hitsOnly: false },
      }),
    ]);
    const sorted = kept.latencies.toSorted((one, other) => one - other);
    const latency = { p50: percentile(sorted, 50), p99: percentile(sorted, 99) };
    return { latency, othersAnswered: others.statuses['200'] ?? 0 };
  }

  #pace(load: Omit<PacedLoad, 'address' | 'token'>): Promise<PacedResult> {
    const { address, token } = this.gateway;
    return this.frame.pacer.ask<PacedResult>('pace', { address, token, ...load } satisfies PacedLoad);
  }

  /** Nobody has ever asked them. They cost the ERP little: it shares the core of the generator while it is well. */
  #newQuestions(count: number): readonly string[] {
    return Array.from({ length: count }, () => `/v1/orders?id=SO-${(this.#questions += 1)}`);
  }

  async #isBack(): Promise<true | undefined> {
    const response = await ask(this.gateway, this.#newQuestions(1)[0] ?? '');
    await response.arrayBuffer();
    return response.ok ? true : undefined;
  }
}
