// The demo ERP as a process of its own, for tests that must be able to kill it and to measure at it.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ownFolder } from './own-folder.js';

/** What one server of the ERP recorded about a statement. */
export interface RecordedStatement {
  readonly id: number;
  readonly text: string;
  readonly login: string;
  readonly session: number;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly value: unknown }[];
  /** Arrival and the moment it was really over, milliseconds since 1970. */
  readonly start: number;
  readonly end?: number;
  readonly outcome: 'running' | 'ok' | 'error' | 'cancelled' | 'dropped';
  readonly rows: number;
}

/** What the replica shall do to the next logins or statements that fit; see demo/README.md. */
export interface ErpFault {
  readonly on: 'request' | 'login';
  readonly match?: string;
  readonly times?: number;
  readonly delayMs?: number;
  readonly stall?: boolean;
  readonly error?: { readonly number: number; readonly message?: string };
  readonly drop?: 'before' | 'midway';
  readonly ignoreAttention?: boolean;
}

/** What the replica has counted since it started. */
export interface ErpCounters {
  readonly connections: number;
  readonly logins: number;
  readonly refusedLogins: number;
  readonly attentions: number;
}

/** A running ERP and its knobs. */
export interface RunningErp extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  /** Port of the primary, where the procedures may be called. */
  readonly primaryPort: number;
  /** The two addresses a gateway with the contoso facade needs, by the variables that name them. */
  addresses(): { readonly ERP_REPLICA_URL: string; readonly ERP_PROCEDURES_URL: string };
  /** Connection address for a login at the replica. */
  url(login?: string): string;
  password(login: string): string;
  /** Makes the replica misbehave. */
  fault(fault: ErpFault): Promise<void>;
  /** Forgets all faults and puts the switches back. */
  heal(): Promise<void>;
  counters(): Promise<ErpCounters>;
  /** Sends a request to the control port and gives back its JSON. */
  control<Result = unknown>(method: string, path: string, body?: unknown): Promise<Result>;
  /** Statements the replica has received since `after`. */
  statements(after?: number): Promise<readonly RecordedStatement[]>;
  /** Forgets statements and starts counting the highest concurrency anew. */
  resetStatements(): Promise<void>;
  /** Statements at the replica now, and the most there were at once since the last reset. */
  concurrency(): Promise<{ readonly running: number; readonly highest: number }>;
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data after `kill`. */
  startAgain(): Promise<void>;
}

interface ReadyLine {
  readonly port: number;
  readonly primaryPort: number;
  readonly controlPort: number;
  readonly passwordsFile: string;
  readonly caFile: string | null;
}

/** How the ERP is to be started. */
export interface ErpStart {
  /** Share of the full data; 0.02 by default. */
  readonly scale?: number;
  readonly encryption?: 'off' | 'on' | 'required';
}

const PROGRAM = 'dist/demo/main.js';

/** Starts an ERP on free ports in a folder of its own; dispose it at the end. Needs a build. */
export async function startErp({ scale = 0.02, encryption = 'off' }: ErpStart = {}): Promise<RunningErp> {
  const folder = ownFolder();
  const common = ['--control-port', '0', '--data', folder.path];
  const args = [...common, '--scale', String(scale), '--encryption', encryption];
  let running = await launch(['--port', '0', '--primary-port', '0', ...args]);
  const { port, primaryPort, passwordsFile, caFile } = running.ready;
  const control = async <Result>(method: string, path: string, body?: unknown): Promise<Result> => {
    const response = await fetch(`http://127.0.0.1:${running.ready.controlPort}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Result;
  };
  const password = (login: string): string =>
    (JSON.parse(readFileSync(passwordsFile, 'utf8')) as Record<string, string>)[login] ?? '';
  const urlOf = (login: string, at: number): string => {
    const tls = caFile === null ? 'encrypt=false' : `encrypt=true&caFile=${encodeURIComponent(caFile)}`;
    return `mssql://${login}:${encodeURIComponent(password(login))}@localhost:${at}/Contoso?${tls}`;
  };
  return {
    port,
    control,
    password,
    get pid() {
      return running.child.pid ?? 0;
    },
    get primaryPort() {
      return running.ready.primaryPort;
    },
    url: (login = 'banyan_reader') => urlOf(login, port),
    addresses: () => ({
      ERP_REPLICA_URL: urlOf('banyan_reader', port),
      ERP_PROCEDURES_URL: urlOf('banyan_writer', running.ready.primaryPort),
    }),
    fault: async (fault) => {
      await control('POST', '/faults', fault);
    },
    heal: async () => {
      await control('DELETE', '/faults');
    },
    counters: async () => (await control<{ replica: ErpCounters }>('GET', '/counters')).replica,
    statements: async (after = 0) =>
      (await control<{ replica: RecordedStatement[] }>('GET', `/statements?after=${after}`)).replica,
    resetStatements: async () => {
      await control('DELETE', '/statements');
    },
    concurrency: async () =>
      (await control<{ replica: { running: number; highest: number } }>('GET', '/concurrency')).replica,
    kill: () => end(running.child, 'SIGKILL'),
    startAgain: async () => {
      running = await launch(['--port', String(port), '--primary-port', String(primaryPort), ...args]);
    },
    [Symbol.asyncDispose]: async () => {
      await end(running.child, 'SIGTERM');
      folder[Symbol.dispose]();
    },
  };
}

async function launch(args: readonly string[]): Promise<{ child: ChildProcess; ready: ReadyLine }> {
  const child = spawn(process.execPath, ['--no-warnings', PROGRAM, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the demo ERP ended with ${String(code)}: ${complaints.join('')}`)));
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  return { child, ready: JSON.parse(line) as ReadyLine };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
