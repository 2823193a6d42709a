// Accepted writes through the whole HTTP path, by the store under the gateway.
import { observeMachine } from '../../measures/foreign-work.js';
import { alternate } from '../../measures/sample.js';
import type { Patience, Rounds } from '../../measures/sample.js';
import type { MeasuredProcess } from '../../processes/measured-process.js';
import { AcceptProcess } from './accept-process.js';
import type { AcceptFrame, Kept } from './accept-process.js';
import type { AcceptVariant } from './stores.js';

/** Connections of the generator. */
export const CONNECTIONS = [1, 16, 64] as const;

/** Everything of one number of connections. */
export interface AcceptRounds {
  readonly connections: number;
  readonly rounds: Rounds<AcceptVariant>;
  /** Share of the machine that other programs used meanwhile. */
  readonly foreign: number;
  /** Of each variant, round by round. */
  readonly loopDelays: Readonly<Record<AcceptVariant, readonly number[]>>;
}

/** Measures the three, each a process of its own; `told` gets each number of connections as soon as it is measured. */
export async function measureAccepts(
  frame: AcceptFrame,
  patience: Patience,
  told: (rounds: AcceptRounds) => void,
): Promise<readonly Kept[]> {
  await using servers = new AsyncDisposableStack();
  const start = (variant: AcceptVariant): Promise<AcceptProcess> =>
    servers.use(new AcceptProcess(variant, frame)).start();
  const all = { gateway: await start('gateway'), single: await start('single'), nothing: await start('nothing') };
  for (const connections of CONNECTIONS)
    told(await measureAt(connections, all, { patience, generator: frame.generator }));
  return await Promise.all(Object.values(all).map((server) => server.kept()));
}

async function measureAt(
  connections: number,
  { gateway, single, nothing }: Readonly<Record<AcceptVariant, AcceptProcess>>,
  { patience, generator }: { readonly patience: Patience; readonly generator: MeasuredProcess },
): Promise<AcceptRounds> {
  const own = [generator, gateway.process, single.process, nothing.process];
  const variants = {
    gateway: (seconds: number) => gateway.measure(connections, seconds),
    single: (seconds: number) => single.measure(connections, seconds),
    nothing: (seconds: number) => nothing.measure(connections, seconds),
  };
  const { result: rounds, foreign } = await observeMachine(own, () => alternate<AcceptVariant>(variants, patience));
  // The warm-up is left out, as it is of the rounds.
  const delays = ({ delays: all }: AcceptProcess): readonly number[] => all.slice(-patience.rounds);
  const loopDelays = { gateway: delays(gateway), single: delays(single), nothing: delays(nothing) };
  return { connections, rounds, foreign, loopDelays };
}
