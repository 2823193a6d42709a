// The same comparison on a disk that takes its time: every sync of the store is held up by strace before the kernel sees
// it. It must never stand for what this machine's own disk does.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { observeMachine } from '../../measures/foreign-work.js';
import { alternate } from '../../measures/sample.js';
import type { Patience, Rounds } from '../../measures/sample.js';
import { AcceptProcess } from './accept-process.js';
import type { AcceptFrame, Kept } from './accept-process.js';

/** What a network disk of a cloud takes for a sync is between one and a few milliseconds. */
export const LONGER_SYNC_MS = 2;
/** Connections it is measured at. */
export const SLOW_CONNECTIONS = 64;

/** Arguments. With its filter in the kernel, strace stops a process at these calls only; no other costs more. */
function strace(delayMs: number): readonly string[] {
  const filter = ['-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync'];
  return [...filter, '-e', `inject=fsync,fdatasync:delay_enter=${delayMs * 1000}`];
}

/** False where there is no strace, or none that may watch another process. */
export function canSlowDown(): boolean {
  return spawnSync('strace', [...strace(0), process.execPath, '--version']).status === 0;
}

/** Everything of the two that sync. */
export interface SlowRounds {
  readonly rounds: Rounds<'gateway' | 'single'>;
  readonly foreign: number;
  readonly kept: readonly Kept[];
}

/** Measures both, each a process of its own under strace. Throws where `canSlowDown` is false. */
export async function measureSlowDisk(frame: AcceptFrame, patience: Patience): Promise<SlowRounds> {
  await using servers = new AsyncDisposableStack();
  const slow = { ...frame, folder: join(frame.folder, 'slow'), under: ['strace', ...strace(LONGER_SYNC_MS)] };
  const gateway = await servers.use(new AcceptProcess('gateway', slow)).start();
  const single = await servers.use(new AcceptProcess('single', slow)).start();
  const variants = {
    gateway: (seconds: number) => gateway.measure(SLOW_CONNECTIONS, seconds),
    single: (seconds: number) => single.measure(SLOW_CONNECTIONS, seconds),
  };
  const own = [frame.generator, gateway.process, single.process];
  const { result: rounds, foreign } = await observeMachine(own, () => alternate(variants, patience));
  return { rounds, foreign, kept: [await gateway.kept(), await single.kept()] };
}
