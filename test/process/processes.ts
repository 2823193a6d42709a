// What the operating system knows of processes and ports. Linux only, as the rest of the process tests.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The children of a process. */
export function childrenOf(pid: number): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

/** Whether a process is there and not just waiting to be buried. */
export function isRunning(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Linux counts processor time in hundredths of a second for every program (getconf CLK_TCK; man 5 proc_pid_stat). */
const TICKS_PER_SECOND = 100;

/** Processor time a process has used so far, in seconds. */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands in brackets and may hold blanks; user and system time are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** A port of this machine on which somebody listens until it is disposed. */
export interface TakenPort extends AsyncDisposable {
  readonly port: number;
}

/** Listens on a port, any free one by default. Rejects when it is taken. */
export function occupyPort(wanted = 0): Promise<TakenPort> {
  const server = createServer();
  const free = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () =>
      resolve({ port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: free }),
    );
  });
}

/** Linux gives callers, and listeners that take any port, those from 32768 (ip_local_port_range; man 7 ip). */
const LOWEST = 20_000;
const PORTS = 12_000;
/** Processes that run side by side begin far from one another: their ids are neighbours. */
let last = (process.pid * 61) % PORTS;

/** So many different ports that are free and stay so: nobody is given them who does not ask for them by number. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const found: number[] = [];
  while (found.length < count) {
    last = (last + 1) % PORTS;
    const taken = await occupyPort(LOWEST + last).catch(() => undefined);
    if (taken === undefined) continue;
    await taken[Symbol.asyncDispose]();
    found.push(taken.port);
  }
  return found;
}
