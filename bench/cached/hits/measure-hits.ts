// Cached reads through everything the gateway has in front of them, against bare Fastify sending the same bytes.
// It must never measure an answer that somebody else was asked for.
import { observeMachine } from '../../measures/foreign-work.js';
import type { Observed } from '../../measures/foreign-work.js';
import { alternate, sample } from '../../measures/sample.js';
import type { Patience, Rounds, Sample } from '../../measures/sample.js';
import { keptFacade } from '../../facades/facade-copies.js';
import { SERVER_CORE } from '../../processes/cores.js';
import type { Load, LoadResult } from '../../processes/generator.js';
import { MeasuredProcess } from '../../processes/measured-process.js';
import type { WebServerStart, WebServerStarted } from '../../processes/web-server.js';
import { hit, keep, LIST, startCachedGateway } from '../cached-gateway.js';
import type { CachedFrame, CachedGateway, KeptAnswer } from '../cached-gateway.js';
import { StatementCount } from '../statement-count.js';
import { join } from 'node:path';

/** What is compared. */
export type HitVariant = 'bare' | 'cached' | 'not modified';

/** What was seen. */
export interface HitRounds {
  readonly rounds: Rounds<HitVariant>;
  /** Milliseconds, 99th percentile, of the gateway in each round of `cached`. */
  readonly loopDelays: readonly number[];
  /** Of the body of one answer. */
  readonly bytes: number;
}

/** As many as keep one core busy with answers this cheap. */
export const CONNECTIONS = 64;

/** Longer than any run, so that nothing is asked anew while it is measured. */
const LASTING = { fresh: '2h', revalidate: '3h', outage: '4h' };

/** Measures all variants. */
export async function measureHits(frame: CachedFrame, patience: Patience): Promise<Observed<HitRounds>> {
  await using stack = new AsyncDisposableStack();
  const facade = keptFacade(join(frame.folder, 'lasting-facade'), LASTING);
  const gateway = await startCachedGateway(frame, 'hits', { BANYAN_FACADE: facade });
  stack.use(gateway.process);
  const bare = stack.use(new MeasuredProcess({ file: 'bench/processes/web-server.js', core: SERVER_CORE }));
  const kept = await keep(gateway, LIST);
  const start: WebServerStart = { variant: 'bare', folder: frame.folder, body: kept.body };
  const { url } = await bare.ask<WebServerStarted>('start', start);
  const processes = [gateway.process, bare, frame.generator, frame.erp.process];
  return await observeMachine(processes, async () => {
    const statements = new StatementCount(frame.erp.control);
    await statements.take();
    const measured = await compare({ frame, gateway, bare, url, kept }, patience);
    refuseAsked(await statements.take());
    return { ...measured, bytes: Buffer.byteLength(kept.body) };
  });
}

interface Compared {
  readonly frame: CachedFrame;
  readonly gateway: CachedGateway;
  readonly bare: MeasuredProcess;
  /** Of the bare server. */
  readonly url: string;
  readonly kept: KeptAnswer;
}

async function compare(
  { frame, gateway, bare, url, kept }: Compared,
  patience: Patience,
): Promise<Omit<HitRounds, 'bytes'>> {
  const loopDelays: number[] = [];
  const load = (of: MeasuredProcess, asked: Omit<Load, 'connections'>): Promise<Sample> =>
    sample(of, () => frame.generator.ask<LoadResult>('load', { ...asked, connections: CONNECTIONS }));
  const ofGateway = async (asked: Pick<Load, 'seconds' | 'etag'>): Promise<Sample> => {
    await hit(gateway, LIST);
    return await load(gateway.process, { url: gateway.address + LIST, token: gateway.token, ...asked });
  };
  const rounds = await alternate<HitVariant>(
    {
      bare: (seconds) => load(bare, { url, seconds }),
      cached: async (seconds) => {
        await gateway.process.ask('loopDelay');
        const measured = await ofGateway({ seconds });
        loopDelays.push(await gateway.process.ask<number>('loopDelay'));
        return measured;
      },
      'not modified': (seconds) => ofGateway({ seconds, etag: kept.etag }),
    },
    patience,
  );
  return { rounds, loopDelays: loopDelays.slice(-patience.rounds) };
}

/** The watermark and the health of the source may be asked for; orders may not. */
function refuseAsked(texts: readonly string[]): void {
  const asked = texts.filter((text) => text.includes('Orders'));
  if (asked.length > 0) throw new Error(`${asked.length} statements for what was kept, as ${asked[0] ?? ''}`);
}
