// Starts the demo ERP as a process of its own and stops it. It must never import it: the ERP is reached by its protocol.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A running demo ERP. */
export interface DemoErp {
  /** Connection address of the replica for the login that may only read the approved views. */
  readonly replicaUrl: string;
  /** The same of the primary, for the login that may only call the sanctioned procedures. */
  readonly proceduresUrl: string;
  /** Loopback port of the control interface: faults, statement log. */
  readonly controlPort: number;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
}

interface ReadyLine {
  readonly ready: true;
  readonly port: number;
  readonly primaryPort: number;
  readonly controlPort: number;
  /** JSON with a password per login. */
  readonly passwordsFile: string;
  /** Certificate to verify the ERP's own with. */
  readonly caFile: string;
}

const FREE_PORTS = ['--port', '0', '--primary-port', '0', '--control-port', '0'];
const PROGRAM = fileURLToPath(new URL('../../demo/main.js', import.meta.url));

/**
 * Starts the ERP on free loopback ports, its database in `folder`; resolves when it accepts connections.
 * The child stands in a process group of its own, so that Ctrl-C reaches the gateway first and it can drain; it stops
 * by itself when this process is gone, because its standard input closes.
 */
export async function startDemoErp(folder: string): Promise<DemoErp> {
  const child = spawn(process.execPath, [PROGRAM, ...FREE_PORTS, '--data', folder, '--encryption', 'required'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const ready = await firstLine(child);
  return {
    replicaUrl: addressOf(ready, 'banyan_reader', ready.port),
    proceduresUrl: addressOf(ready, 'banyan_writer', ready.primaryPort),
    controlPort: ready.controlPort,
    stop: () => stop(child),
  };
}

function addressOf({ passwordsFile, caFile }: ReadyLine, login: string, port: number): string {
  const passwords = JSON.parse(readFileSync(passwordsFile, 'utf8')) as Record<string, string>;
  const password = encodeURIComponent(passwords[login] ?? '');
  return `mssql://${login}:${password}@localhost:${port}/Contoso?encrypt=true&caFile=${encodeURIComponent(caFile)}`;
}

function firstLine(child: ChildProcess): Promise<ReadyLine> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    child.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`the demo ERP stopped with code ${String(code)}: ${said.join('').trim()}`)),
    );
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as ReadyLine));
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
