// The gateway as a program under strace, with a trace of what it writes and syncs, and what that trace says of each 202.
// It must never count a sync that was asked for before the row was written, nor one that ended after the answer left.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { callsOf } from '../contracts/ledger-system-calls.js';
import type { Call } from '../contracts/ledger-system-calls.js';
import { endChild } from '../support/running/child-process.js';
import { eventually } from '../support/running/eventually.js';

/** A traced gateway; dispose it at the end. */
export interface TracedGateway extends AsyncDisposable {
  readonly address: string;
  /** The trace; whole once the gateway is disposed. */
  readonly trace: string;
}

/** Whatever a process can write with, whole pages of the store included, and whatever waits for a disk. */
const CALLS = 'trace=write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync';
const STARTED = '"message":"gateway started"';
/** Every call of every thread is stopped twice. */
const PATIENCE_MS = 60_000;

/** Starts the program on free ports under strace; `folder` takes its data and the trace. */
export async function traceGateway(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<TracedGateway> {
  const trace = join(folder, 'trace');
  const options = ['-f', '-y', '-s', '8192', '-e', CALLS, '-o', trace];
  const child = spawn('strace', [...options, process.execPath, 'bin/banyan.mjs', 'serve'], {
    env: {
      ...{ PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
      ...{ BANYAN_DATA: join(folder, 'data'), BANYAN_PORT: '0', BANYAN_ADMIN_PORT: '0', ...environment },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // strace passes signals on to whom it traces; in a group of their own both can be ended for certain.
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
      process.kill(-child.pid, 'SIGTERM');
    await endChild(child, 'SIGTERM');
  };
  const address = await eventually(
    'the traced gateway to start',
    () => /"publicAddress":"([^"]+)"/.exec(output.split('\n').find((line) => line.includes(STARTED)) ?? '')?.[1],
    PATIENCE_MS,
  ).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return { address, trace, [Symbol.asyncDispose]: end };
}

/** An answer that was sent, and the row behind it. */
export interface Accepted {
  readonly id: string;
  /** A text that stands in the row and nowhere else. */
  readonly payload: string;
}

const SYNCED = /^f(?:data)?sync\(\d+<[^>]*store\.db-wal>\) += 0/;
const SENT = /^(?:write|writev|sendto|sendmsg)\(\d+<(?:socket|TCP)[^>]*>/;

/** The accepted writes whose 202 left before a sync of the log, begun after their row was written, had ended. */
export function answeredTooSoon(trace: string, writes: readonly Accepted[]): readonly string[] {
  const calls = callsOf(trace.split('\n'));
  const pages = calls.filter(({ text }) => text.startsWith('pwrite64(') && text.includes('store.db-wal>'));
  const syncs = calls.filter(({ text }) => SYNCED.test(text));
  const answers = calls.filter(({ text }) => SENT.test(text) && text.includes('HTTP/1.1 202'));
  return writes.filter((write) => !isSyncedBetween(write, { pages, syncs, answers })).map(({ id }) => id);
}

interface Traced {
  readonly pages: readonly Call[];
  readonly syncs: readonly Call[];
  readonly answers: readonly Call[];
}

/** False, too, where the trace does not show the row or the answer: what was not seen is not proven. */
function isSyncedBetween({ id, payload }: Accepted, { pages, syncs, answers }: Traced): boolean {
  const answer = answers.find(({ text }) => text.includes(id));
  const rows = pages.filter(({ text, to }) => text.includes(payload) && to < (answer?.from ?? 0));
  const written = rows[0];
  if (answer === undefined || written === undefined) return false;
  return syncs.some(({ from, to }) => from > written.to && to < answer.from);
}
