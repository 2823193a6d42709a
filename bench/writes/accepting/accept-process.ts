// A gateway that only accepts, over one of the compared stores, in a process of its own.
// It must never forget what it has answered: rows are counted against that at the end.
import { join } from 'node:path';
import { sample } from '../../measures/sample.js';
import type { Done, Sample } from '../../measures/sample.js';
import { MeasuredProcess } from '../../processes/measured-process.js';
import { fetchToken } from '../../processes/running-gateway.js';
import { startFlags } from '../../processes/start-flags.js';
import type { WriteTarget } from '../calling/write-load.js';
import type { AcceptStart } from './accept-server.js';
import type { AcceptVariant } from './stores.js';

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
  /** What the gateways are started under; see MeasuredProcess. */
  readonly under?: readonly string[];
}

/** One gateway with one store, and what it has answered so far. */
export class AcceptProcess implements AsyncDisposable {
  readonly process: MeasuredProcess;
  readonly delays: number[] = [];
  #accepted = 0;
  #target: WriteTarget | undefined;

  constructor(
    readonly variant: AcceptVariant,
    private readonly frame: AcceptFrame,
  ) {
    const { core, under } = frame;
    const file = 'bench/writes/accepting/accept-server.js';
    this.process = new MeasuredProcess({ file, flags: startFlags(), core, ...(under !== undefined && { under }) });
  }

  async start(): Promise<this> {
    const folder = join(this.frame.folder, this.variant);
    const { variant } = this;
    const address = await this.process.ask<string>('start', {
      ...{ variant, folder, facade: this.frame.facade },
    } satisfies AcceptStart);
    const token = await fetchToken({ address }, folder);
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
