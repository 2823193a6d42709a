// Starts the appending process, from these sources or from a copy of them, and collects what it acknowledges.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { writerThreadProgram } from '../../adapters/sqlite/store/thread-program.js';

/** What to append, where, and by how many callers at once. */
export interface Appending {
  readonly folder: string;
  readonly first: number;
  readonly count: number;
  readonly callers: number;
  /** Where the sources lie; these by default. */
  readonly sources?: string;
  /** A program to run it under, with its arguments. */
  readonly under?: readonly string[];
}

/** An appending process. */
export class LedgerProcess {
  /** Ids acknowledged so far, complete lines only. */
  readonly acknowledged: string[] = [];
  /** Why it would not start. */
  refusal: string | undefined;
  readonly ended: Promise<void>;
  readonly #child: ChildProcessByStdio<null, Readable, null>;
  #rest = '';
  #onAck: (() => void) | undefined;

  constructor({ folder, first, count, callers, sources = '.', under = [] }: Appending) {
    const program = resolve(sources, 'test/contracts/ledger-appender.ts');
    const command = [...under, process.execPath, ...writerThreadProgram().nodeOptions, program];
    const [file, ...rest] = [...command, folder, String(first), String(count), String(callers)];
    this.#child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    this.ended = new Promise((done) => this.#child.once('close', () => done()));
  }

  /** Kills it, without a chance to tidy up, once it has acknowledged so many. */
  async killAfter(acknowledgements: number): Promise<void> {
    const reached = new Promise<void>((done) => {
      this.#onAck = () => {
        if (this.acknowledged.length >= acknowledgements) done();
      };
    });
    await Promise.race([reached, this.ended]);
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('ack ')) this.acknowledged.push(line.slice(4));
      if (line.startsWith('refused ')) this.refusal = line.slice(8);
    }
    this.#onAck?.();
  }
}

/** Copies what the appending process needs, changing texts in one file on the way; insists that each is there. */
export function copySources(target: string, file: string, changes: readonly (readonly [string, string])[]): void {
  const parts = ['adapters/sqlite', 'src/write', 'test/contracts', 'src/kernel', 'src/audit'];
  for (const part of parts) {
    mkdirSync(join(target, part), { recursive: true });
    cpSync(part, join(target, part), { recursive: true });
  }
  writeFileSync(join(target, 'package.json'), '{ "type": "module" }');
  let text = readFileSync(join(target, file), 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    text = text.replace(from, to);
  }
  writeFileSync(join(target, file), text);
}
