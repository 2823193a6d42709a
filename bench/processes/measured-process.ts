// The parent's side: a program in a process of its own, on a core of its own where the machine lets us choose.
// It must never outlive the benchmark.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Reply, Usage } from './answer.js';

/** How to start a program. */
export interface Program {
  /** Path of the compiled file, relative to the root of the build. */
  readonly file: string;
  readonly args?: readonly string[];
  /** For Node itself. */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Core to stay on; the system chooses when left out. */
  readonly core?: number;
  /** Command that starts it and stays around it, such as strace; the program must end by itself when nobody asks it. */
  readonly under?: readonly string[];
  /** True for programs that do not answer by themselves. */
  readonly preload?: boolean;
}

/** True where processes can be kept on cores of their own. */
export const CAN_PIN = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

const BUILD = new URL('../../', import.meta.url);
const LONGEST_STOP_MS = 10_000;

export class MeasuredProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #isUnder: boolean;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #asked = 0;
  #said = '';

  constructor(program: Program) {
    const { core, environment = {}, under = [] } = program;
    this.#isUnder = under.length > 0;
    const command = [
      ...under,
      ...(core === undefined || !CAN_PIN ? [] : ['taskset', '-c', String(core)]),
      process.execPath,
    ];
    const [first = '', ...rest] = [...command, ...nodeArguments(program)];
    this.#child = spawn(first, rest, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...neutralEnvironment(), ...environment },
    });
    this.#child.stdout?.on('data', (text: Buffer) => (this.#said += text.toString()));
    this.#child.stderr?.on('data', (text: Buffer) => (this.#said += text.toString()));
    this.#child.on('message', (message: Reply) => this.#settle(message));
    this.#child.on('exit', () => this.#giveUp());
  }

  /** Everything it has printed. */
  get said(): string {
    return this.#said;
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Asks for one thing of the program's table. */
  async ask<Answer>(name: string, input: unknown = null): Promise<Answer> {
    if (this.ended) throw this.#death();
    this.#asked += 1;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(this.#asked, waiting);
    this.#child.send({ id: this.#asked, name, input });
    return (await waiting.promise) as Answer;
  }

  usage(): Promise<Usage> {
    return this.ask<Usage>('usage');
  }

  /** Stops it in the middle of whatever it does, as a machine that hangs: its sockets stay open and nobody answers. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  /** Lets it go on. */
  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  /** Ends it as an operator would, and by force when that does not help. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.ended) return;
    const exit = once(this.#child, 'exit');
    const force = setTimeout(() => this.#child.kill('SIGKILL'), LONGEST_STOP_MS);
    // What is around a program keeps signals to itself; that nobody asks any more ends it as well.
    if (this.#isUnder) this.#child.disconnect();
    else this.#child.kill('SIGTERM');
    await exit;
    clearTimeout(force);
  }

  #settle(message: Reply): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('failure' in message) waiting?.reject(new Error(message.failure));
    else waiting?.resolve(message.answer);
  }

  #giveUp(): void {
    for (const waiting of this.#waiting.values()) waiting.reject(this.#death());
    this.#waiting.clear();
  }

  #death(): Error {
    const { spawnargs, exitCode, signalCode } = this.#child;
    return new Error(`${spawnargs.join(' ')} ended (${String(exitCode ?? signalCode)}):\n${this.#said}`);
  }
}

/** Settings of whoever runs the benchmark must not change what is measured. */
function neutralEnvironment(): NodeJS.ProcessEnv {
  const foreign = ([name]: readonly [string, unknown]): boolean => !/^(BANYAN|ERP|NODE)_/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(foreign));
}

function nodeArguments({ file, args = [], flags = [], preload = false }: Program): readonly string[] {
  const usage = preload ? ['--import', new URL('bench/processes/tell-usage.js', BUILD).href] : [];
  return [...flags, '--no-warnings', ...usage, fileURLToPath(new URL(file, BUILD)), ...args];
}
