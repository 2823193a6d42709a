// A program of the demonstration as a child process that says on its first line that it is ready.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A child that is ready, and what it said. */
export interface ReadyChild<Ready> {
  readonly child: ChildProcess;
  readonly ready: Ready;
}

/** Starts `program` of the build and waits for its line; rejects with its complaints when it ends before. */
export async function startChild<Ready>(program: string, args: readonly string[]): Promise<ReadyChild<Ready>> {
  const child = spawn(process.execPath, ['--no-warnings', program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`${program} ${args[0] ?? ''} ended with ${String(code)}: ${complaints.join('')}`)),
    );
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  return { child, ready: JSON.parse(line) as Ready };
}

/** Sends the signal and waits until the process has gone; fine when it has gone already. */
export function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

/** Talks JSON to a control port on this machine. */
export async function askControl<Result>(port: number, method: string, path: string, body?: unknown): Promise<Result> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as Result;
}
