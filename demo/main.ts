// The process of the demonstration ERP: arguments in, one JSON line out when it listens, a clean stop at the end.
// Standard output carries that one line and nothing else; what people should read goes to standard error.
import { fstatSync } from 'node:fs';
import { readCommandLine } from './cli.js';
import type { RunningErp } from './process/erp.js';
import { startErp } from './process/erp.js';

const wrongUse = 2;

async function main(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2));
  if (line.kind === 'help') return void process.stdout.write(line.text);
  if (line.kind === 'faults') {
    process.exitCode = wrongUse;
    return void process.stderr.write(`${line.faults.join('\n')}\n`);
  }
  const erp = await startErp({ ...line.options, clock: Date.now });
  stopWhenAsked(erp);
  const { port, primaryPort, controlPort, passwordsFile, caFile, created } = erp;
  const ready = { ready: true, port, primaryPort, controlPort, passwordsFile, caFile, created };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

/** Stops on the usual signals, and when the parent that holds the other end of stdin or of the channel is gone. */
function stopWhenAsked(erp: RunningErp): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void erp.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  if (stdinIsHeld()) process.stdin.resume().on('end', stop).on('error', stop);
}

/** A pipe ends with whoever holds its other end; a terminal, a file and /dev/null say nothing about a parent. */
function stdinIsHeld(): boolean {
  try {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isSocket();
  } catch {
    return false;
  }
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
