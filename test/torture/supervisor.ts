// Keeps a gateway running: whenever it dies, the next one is started on the same data, with the next plan.
// It must never hide a gateway that ends in another way than by being killed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunningProgram } from '../support/running/running-program.js';

/** Where a gateway is to die: at the so-manieth time it reaches a step. */
export interface Death {
  readonly name: string;
  readonly at: number;
}

/** Where every so-manieth command is kept waiting, in milliseconds. */
export interface Nap {
  readonly name: string;
  readonly every: number;
  readonly ms: number;
}

/** What the supervisor needs. */
export interface Supervised {
  /** Folder of the build. */
  readonly build: string;
  /** Folder of the gateway's data. */
  readonly data: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly naps: readonly Nap[];
}

/** A gateway that answers, and a token for it. */
export interface Serving {
  readonly program: RunningProgram;
  readonly publicAddress: string;
  readonly adminAddress: string;
  readonly bearer: string;
  readonly operatorToken: string;
}

const STARTED = '"message":"gateway started"';
const START_MS = 30_000;
const MOST_TRIES = 100;
const BETWEEN_TRIES_MS = 50;

/** One run's gateways, one after the other. */
export class Supervisor implements AsyncDisposable {
  /** Kills from outside so far. */
  kills = 0;
  starts = 0;
  readonly #diary: string;
  #plan: Death | undefined;
  #serving: Promise<Serving>;
  #stopped = false;

  constructor(
    private readonly supervised: Supervised,
    private readonly deaths: Death[],
  ) {
    this.#diary = join(supervised.data, '..', 'deaths.txt');
    this.#serving = this.#start();
    this.#serving.catch(() => undefined);
  }

  /** The gateway of now, or the next one when none is up. Rejects when several in a row do not come up. */
  async serving(): Promise<Serving> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#serving;
      } catch (error) {
        // One that was killed before anybody had a token; the next is on its way.
        if (this.#stopped || tries >= MOST_TRIES) throw error;
        await new Promise((wake) => setTimeout(wake, BETWEEN_TRIES_MS));
      }
    }
  }

  /** Kills the gateway of now at once; its own plan comes again at the end. Resolves when the next one serves. */
  async kill(): Promise<void> {
    const { program } = await this.serving();
    if (!program.alive) return;
    this.kills += 1;
    if (this.#plan !== undefined) this.deaths.push(this.#plan);
    this.#plan = undefined;
    program.signal('SIGKILL');
    await program.ended;
    await this.serving();
  }

  /** Stops the gateway's process for so long, as a machine that swaps does, and lets it go on. */
  async pause(ms: number): Promise<void> {
    const { program } = await this.serving();
    program.signal('SIGSTOP');
    await new Promise((wake) => setTimeout(wake, ms));
    program.signal('SIGCONT');
  }

  /** Plans that no gateway has died of yet are given up. */
  giveUpDeaths(): void {
    this.deaths.length = 0;
  }

  /** Whether the gateway of now is to die. */
  get hasPlan(): boolean {
    return this.#plan !== undefined;
  }

  /** How often gateways died by themselves, by step. */
  died(): ReadonlyMap<string, number> {
    const names = existsSync(this.#diary) ? readFileSync(this.#diary, 'utf8').trim().split('\n') : [];
    const counts = new Map<string, number>();
    for (const name of names.filter((each) => each !== '')) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    await (await this.#serving.catch(() => undefined))?.program[Symbol.asyncDispose]();
  }

  async #start(): Promise<Serving> {
    const { build, data, environment, naps } = this.supervised;
    this.starts += 1;
    this.#plan = this.deaths.shift();
    tell(`start ${this.starts}, to die at ${this.#plan?.name ?? 'nothing'}`);
    const plan = { build, die: this.#plan, naps, diary: this.#diary };
    const program = new RunningProgram({
      args: ['--no-warnings', 'test/torture/failing-gateway.mjs'],
      environment: { ...environment, BANYAN_DATA: data, TORTURE_PLAN: JSON.stringify(plan) },
    });
    void program.ended.then(() => this.#again());
    await program.said(STARTED, START_MS);
    return { program, ...(await this.#doors(program)) };
  }

  /** A gateway may die before anybody has a token; then the next one is asked. */
  #again(): void {
    if (this.#stopped) return;
    this.#serving = this.#start();
    this.#serving.catch(() => undefined);
  }

  async #doors(program: RunningProgram): Promise<Omit<Serving, 'program'>> {
    const line = program.output.split('\n').find((text) => text.includes(STARTED)) ?? '';
    const addresses = JSON.parse(line) as Pick<Serving, 'publicAddress' | 'adminAddress'>;
    const kept = (name: string): string => readFileSync(join(this.supervised.data, name), 'utf8').trim();
    const secret = kept('first-client.secret');
    const answer = await fetch(`${addresses.publicAddress}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`first-client:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: bearer } = (await answer.json()) as { readonly access_token: string };
    return { ...addresses, bearer, operatorToken: kept('operator.token') };
  }
}

/** For whoever watches a run. */
export function tell(text: string): void {
  if (process.env['TORTURE_TELL'] === undefined) return;
  process.stdout.write(`${new Date().toISOString()} ${text}\n`);
}
