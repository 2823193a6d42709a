// Accepted writes through the whole HTTP path, by the store under the gateway.
import { join } from 'node:path';
import { observeMachine } from '../../measures/foreign-work.js';
import { alternate, sample } from '../../measures/sample.js';
import type { Done, Patience, Rounds, Sample } from '../../measures/sample.js';
import { MeasuredProcess } from '../../processes/measured-process.js';
import { fetchToken } from '../../processes/running-gateway.js';
import { startFlags } from '../../processes/start-flags.js';
import type { WriteTarget } from '../calling/write-load.js';
import type { AcceptStart } from './accept-server.js';
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

/** What a store has at the end, against what was answered. */
export interface Kept {
  readonly variant: AcceptVariant;
  readonly accepted: number;
  readonly rows: number;
}

/** Where and how to measure. */
export interface AcceptFrame {
  readonly generator: MeasuredProcess;
  readonly folder: string;
  readonly facade: string;
  readonly core: number;
}

/** One gateway with one store, and what it has answered so far. */
class AcceptServer implements AsyncDisposable {
  readonly process: MeasuredProcess;
  readonly delays: number[] = [];
  #accepted = 0;
  #target: WriteTarget | undefined;

  constructor(
    readonly variant: AcceptVariant,
    private readonly frame: AcceptFrame,
  ) {
    const file = 'bench/writes/accepting/accept-server.js';
    this.process = new MeasuredProcess({ file, flags: startFlags(), core: frame.core });
  }

  async start(): Promise<this> {
    const folder = join(this.frame.folder, this.variant);
    const { variant } = this;
    const address = await this.process.ask<string>('start', {
      ...{ variant, folder, facade: this.frame.facade },
    } satisfies AcceptStart);
    const token = await fetchToken({ process: this.process, address, readyAfterMs: 0 }, folder);
    this.#target = { address, token };
    return this;
  }

  /** Loads it once and notes how late its loop was. */
  async measure(connections: number, seconds: number): Promise<Sample> {
    await this.process.ask('loopDelay');
    const measured = await sample(this.process, () => this.#load(connections, seconds));
    this.delays.push(await this.process.ask<number>('loopDelay'));
    return measured;
  }

  async kept(): Promise<Kept> {
    return { variant: this.variant, accepted: this.#accepted, rows: await this.process.ask<number>('rows') };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.process[Symbol.asyncDispose]();
  }

  async #load(connections: number, seconds: number): Promise<Done> {
    const done = await this.frame.generator.ask<Done>('orders', { ...this.#target, connections, seconds });
    this.#accepted += done.requests;
    return done;
  }
}

/** Measures the three, each a process of its own; `told` gets each number of connections as soon as it is measured. */
export async function measureAccepts(
  frame: AcceptFrame,
  patience: Patience,
  told: (rounds: AcceptRounds) => void,
): Promise<readonly Kept[]> {
  await using servers = new AsyncDisposableStack();
  const start = (variant: AcceptVariant): Promise<AcceptServer> =>
    servers.use(new AcceptServer(variant, frame)).start();
  const all = { gateway: await start('gateway'), single: await start('single'), nothing: await start('nothing') };
  for (const connections of CONNECTIONS)
    told(await measureAt(connections, all, { patience, generator: frame.generator }));
  return await Promise.all(Object.values(all).map((server) => server.kept()));
}

async function measureAt(
  connections: number,
  { gateway, single, nothing }: Readonly<Record<AcceptVariant, AcceptServer>>,
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
  const delays = ({ delays: all }: AcceptServer): readonly number[] => all.slice(-patience.rounds);
  const loopDelays = { gateway: delays(gateway), single: delays(single), nothing: delays(nothing) };
  return { connections, rounds, foreign, loopDelays };
}
