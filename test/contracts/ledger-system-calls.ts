// Reads a trace of system calls and says for each acknowledged command whether the disk was waited for in time.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Arguments of strace that show writes with all their bytes, syncs, and the files they go to, of all threads. */
export function straceInto(file: string): readonly string[] {
  return ['strace', '-f', '-y', '-s', '8192', '-e', 'trace=write,pwrite64,fsync,fdatasync', '-o', file];
}

/** True where strace is there and may trace. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;
}

/** One finished call. `from` and `to` are the lines of the trace where it began and ended. */
export interface Call {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The commands whose acknowledgement was written before a sync of the log, begun after their row's write, had ended. */
export function acknowledgedTooSoon(traceFile: string, ids: readonly string[]): readonly string[] {
  const calls = callsOf(readFileSync(traceFile, 'latin1').split('\n'));
  const writes = calls.filter(({ text }) => text.startsWith('pwrite64(') && text.includes('store.db-wal>'));
  const syncs = calls.filter(({ text }) => /^f(data)?sync\(\d+<[^>]*store\.db-wal>\) += 0/.test(text));
  return ids.filter((id) => {
    const acknowledged = calls.find(({ text }) => text.startsWith('write(1<') && text.includes(`"ack ${id}`));
    const written = writes.find(({ text }) => text.includes(id));
    if (acknowledged === undefined || written === undefined) return true;
    return !syncs.some(({ from, to }) => from > written.to && to < acknowledged.from);
  });
}

/** Puts calls together that strace shows in two pieces because another thread came in between. */
export function callsOf(lines: readonly string[]): readonly Call[] {
  const begun = new Map<string, Call>();
  return lines.flatMap((line, number) => {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (text.endsWith(' <unfinished ...>')) {
      begun.set(thread, { text: text.slice(0, -' <unfinished ...>'.length), from: number, to: number });
      return [];
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text);
    const start = begun.get(thread);
    if (resumed === null || start === undefined) return [{ text, from: number, to: number }];
    begun.delete(thread);
    return [{ text: start.text + (resumed[1] ?? ''), from: start.from, to: number }];
  });
}
