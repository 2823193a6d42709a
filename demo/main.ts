// A process of the demonstration, the ERP or its SFTP server: arguments in, one JSON line out when it listens, a clean stop
// at the end.
// Standard output carries that one line and nothing else; what people should read goes to standard error.
import { fstatSync } from 'node:fs';
import type { CommandLine } from './cli.js';
import { readCommandLine } from './cli.js';

const wrongUse = 2;

async function main(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2));
  if (line.kind === 'help') return void process.stdout.write(line.text);
  if (line.kind === 'faults') {
    process.exitCode = wrongUse;
    return void process.stderr.write(`${line.faults.join('\n')}\n`);
  }
  const { stop, ready } = await started(line);
  stopWhenAsked(stop);
  process.stdout.write(`${JSON.stringify({ ready: true, ...ready })}\n`);
}

interface Started {
  readonly ready: Readonly<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
}

/** Each process loads what it runs and no more. */
async function started(line: Extract<CommandLine, { kind: 'run' | 'sftp' }>): Promise<Started> {
  if (line.kind === 'sftp') {
    const { startInbox } = await import('./inbox/inbox.js');
    const inbox = await startInbox({ ...line.options, clock: Date.now });
    return { ready: { ...inbox, stop: undefined }, stop: () => inbox.stop() };
  }
  const { startErp } = await import('./process/erp.js');
  const erp = await startErp({ ...line.options, clock: Date.now });
  const { port, primaryPort, controlPort, passwordsFile, caFile, effectsFile, created } = erp;
  return {
    ready: { port, primaryPort, controlPort, passwordsFile, caFile, effectsFile, created },
    stop: () => erp.stop(),
  };
}

/** Stops on the usual signals, and when the parent that holds the other end of stdin or of the channel is gone. */
function stopWhenAsked(stopAll: () => Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void stopAll().then(
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
