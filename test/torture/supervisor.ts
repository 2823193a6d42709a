// Keeps a gateway running: whenever it dies, the next one is started on the same data, with the next plan.
// It must never hide a gateway that ends in another way than by being killed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunningProgram } from '../support/running/running-program.js';

/** Where a gateway is to die: at the so-manieth time it reaches a step. */
export interface Death {
  readonly name: string;
  readonly at: number;
  /** What the gateway before must have died of, where its successor would not reach the step otherwise. */
  readonly after?: Death;
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
  readonly administratorSecret: string;
}

/** The end of its line: once this is there, the whole line is. */
const STARTED = '"message":"gateway started"}';
const START_MS = 60_000;
const MOST_TRIES = 100;
const BETWEEN_TRIES_MS = 50;

/** One run's gateways, one after the other. */
export class Supervisor implements AsyncDisposable {
  /** Kills from outside so far. */
  kills = 0;
  starts = 0;
  readonly #diary: string;
  #plan: Death | undefined;
  #servesSince = Infinity;
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

  /**
   * Kills the gateway of now at once, or the next one when that has just died; its own plan comes again at the end, behind
   * the one it needs. Resolves when another serves.
   */
  async kill(): Promise<void> {
    const program = await this.#living();
    this.kills += 1;
    if (this.#plan?.after !== undefined) this.deaths.push(this.#plan.after);
    if (this.#plan !== undefined) this.deaths.push(this.#plan);
    this.#plan = undefined;
    program.signal('SIGKILL');
    await program.ended;
    await this.serving();
  }

  /** Between the death of one and the start of the next there is a moment without any. */
  async #living(): Promise<RunningProgram> {
    for (;;) {
      const { program } = await this.serving();
      if (program.alive) return program;
      await program.ended;
    }
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

  /** Deaths that are still to come. */
  get pending(): number {
    return this.deaths.length + Number(this.#plan !== undefined);
  }

  /** How long the gateway of now has served and not died as it was to, in milliseconds; 0 when it is to live. */
  get overdueMs(): number {
    return this.#plan === undefined ? 0 : Math.max(0, performance.now() - this.#servesSince);
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
    this.#servesSince = Infinity;
    tell(`start ${this.starts}, to die at ${this.#plan?.name ?? 'nothing'}`);
    const plan = { build, die: this.#plan, naps, diary: this.#diary };
    const program = new RunningProgram({
      args: ['--no-warnings', 'test/torture/failing-gateway.mjs'],
      environment: { ...environment, BANYAN_DATA: data, TORTURE_PLAN: JSON.stringify(plan) },
    });
    void program.ended.then(() => this.#again());
    await program.said(STARTED, START_MS);
    const doors = await this.#doors(program);
    this.#servesSince = performance.now();
    return { program, ...doors };
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
    return { ...addresses, bearer, administratorSecret: kept('first-administrator.secret') };
  }
}

/** For whoever watches a run. */
export function tell(text: string): void {
  if (process.env['TORTURE_TELL'] === undefined) return;
  process.stdout.write(`${new Date().toISOString()} ${text}\n`);
}
