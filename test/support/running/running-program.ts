// One of the programs as people start it: a child process, its output as it comes, its end.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { eventually } from './eventually.js';

/** How a program is to be started. */
export interface ProgramStart {
  /** Everything after the name of the Node.js executable. */
  readonly args: readonly string[];
  /** Variables besides PATH and HOME, which are all it inherits. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Make it the head of a process group, as a shell does. */
  readonly ownGroup?: boolean;
}

/** How a program ended. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A started program; dispose it to end it and its process group, if that is still necessary. */
export class RunningProgram implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ownGroup: boolean;
  #output = '';
  #complaints = '';
  readonly ended: Promise<ProgramEnd>;

  constructor({ args, environment = {}, ownGroup = false }: ProgramStart) {
    const { PATH = '', HOME = '' } = process.env;
    this.#ownGroup = ownGroup;
    this.#child = spawn(process.execPath, [...args], {
      env: { PATH, HOME, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: ownGroup,
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#complaints += text));
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Standard output so far. */
  get output(): string {
    return this.#output;
  }

  /** Standard error so far. */
  get complaints(): string {
    return this.#complaints;
  }

  /** True until the process has gone. */
  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Waits until standard output contains `text`; rejects, with all that was said, when the program ends before. */
  async said(text: string, ms?: number): Promise<void> {
    await eventually(
      `the program to say ${text}`,
      () => {
        if (this.#output.includes(text)) return true;
        if (!this.alive) throw new Error(`it ended without saying ${text}:\n${this.#output}${this.#complaints}`);
        return false;
      },
      ms,
    );
  }

  /** Sends a signal to the process alone. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Sends a signal to the whole group, as a terminal does on Ctrl-C. Only for programs of their own group. */
  signalGroup(name: NodeJS.Signals): void {
    if (!this.#ownGroup) throw new Error('the program is not the head of a group');
    process.kill(-this.pid, name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.alive) this.#child.kill('SIGKILL');
    await this.ended;
  }
}

/** Runs a program to its end. */
export async function runProgram(
  start: ProgramStart,
): Promise<ProgramEnd & { readonly output: string; readonly complaints: string }> {
  await using program = new RunningProgram(start);
  const end = await program.ended;
  return { ...end, output: program.output, complaints: program.complaints };
}
