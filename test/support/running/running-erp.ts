// The demo ERP as a process of its own, for tests that must be able to kill it and to measure at it.
import { readFileSync } from 'node:fs';
import type { JobCounters } from '../../../demo/batch/batch-job.js';
import { askControl, endChild, startChild } from './child-process.js';
import { ownFolder } from './own-folder.js';
import { eventually } from './eventually.js';
import type { RunningInbox } from './running-inbox.js';
import { startInbox } from './running-inbox.js';

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

/** What an interface of the ERP really did, or refused, as its own ledger of effects has it. */
export interface ErpEffect {
  /** From 1, without gaps. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'order' | 'release' | 'credit-limit' | 'amendment' | 'customer' | 'stock-count' | 'refusal';
  /** The reference that came with it: the command's id. */
  readonly reference: string | null;
  /** Of the row that was made or changed; of a refusal, what it was asked for. */
  readonly key: string;
  /** Of records in files. */
  readonly file?: string;
  readonly line?: number;
  /** Of refusals: what was refused, and the ERP's code. */
  readonly of?: string;
  readonly reason?: string;
}

/** What the batch job shall do wrong; see demo/README.md. */
export interface JobFault {
  readonly fault: string;
  readonly program?: 'AMDIN' | 'CUSIN' | 'STKIN';
  readonly times?: number;
  readonly ms?: number;
  readonly code?: string;
  readonly message?: string;
}

/** What the batch job has done since the ERP started. */
export interface JobState extends JobCounters {
  readonly paused: boolean;
  readonly faults: readonly JobFault[];
}

/** A running ERP and its knobs. */
export interface RunningErp extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  /** Port of the primary, where the procedures may be called. */
  readonly primaryPort: number;
  /** Its SFTP server, a process of its own. */
  readonly inbox: RunningInbox;
  /** Everything a gateway with the contoso facade needs to know, by the variables that name it. */
  addresses(): {
    readonly ERP_REPLICA_URL: string;
    readonly ERP_PROCEDURES_URL: string;
    readonly ERP_INBOX_URL: string;
    readonly ERP_INBOX_HOST_KEY: string;
  };
  /** Connection address for a login at the replica. */
  url(login?: string): string;
  password(login: string): string;
  /** Append-only file with one JSON line per effect; readable while the ERP is down. */
  readonly effectsFile: string;
  /** Everything in the ERP's ledger of effects with a higher id than `after`. */
  effects(after?: number): Promise<readonly ErpEffect[]>;
  job(): Promise<JobState>;
  /** Lets the batch job look into the inbox or not. */
  pauseJob(paused: boolean): Promise<void>;
  /** Makes it look once, now, and waits for it. */
  runJob(): Promise<JobState>;
  jobFault(fault: JobFault): Promise<void>;
  /** Makes the replica misbehave. */
  fault(fault: ErpFault): Promise<void>;
  /** Forgets all faults, the batch job's too, and puts the switches back. */
  heal(): Promise<void>;
  counters(): Promise<ErpCounters>;
  /** Makes the data look so old, and stand still there. */
  showBehind(seconds: number): Promise<void>;
  /** Lets the age of the data follow the clock again. */
  catchUp(): Promise<void>;
  /** Sends a request to the control port and gives back its JSON. */
  control<Result = unknown>(method: string, path: string, body?: unknown): Promise<Result>;
  /** Statements the replica has received since `after`. */
  statements(after?: number): Promise<readonly RecordedStatement[]>;
  /** Forgets statements and starts counting the highest concurrency anew. */
  resetStatements(): Promise<void>;
  /** Statements at the replica now, and the most there were at once since the last reset. */
  concurrency(): Promise<{ readonly running: number; readonly highest: number }>;
  /** Ends the ERP's process at once, as a power cut would; its SFTP server has a switch of its own. */
  kill(): Promise<void>;
  /** Starts it again on the same ports and data after `kill`. */
  startAgain(): Promise<void>;
}

interface ReadyLine {
  readonly port: number;
  readonly primaryPort: number;
  readonly controlPort: number;
  readonly passwordsFile: string;
  readonly caFile: string | null;
  readonly effectsFile: string;
}

/** How the ERP is to be started. */
export interface ErpStart {
  /** Share of the full data; 0.02 by default. */
  readonly scale?: number;
  readonly encryption?: 'off' | 'on' | 'required';
  /** Milliseconds between two looks of the batch job into the inbox; 50 by default. */
  readonly poll?: number;
}

const PROGRAM = 'dist/demo/main.js';

/** Starts an ERP on free ports in a folder of its own; dispose it at the end. Needs a build. */
export async function startErp({ scale = 0.02, encryption = 'off', poll = 50 }: ErpStart = {}): Promise<RunningErp> {
  const folder = ownFolder();
  const common = ['--control-port', '0', '--data', folder.path];
  const args = [...common, '--scale', String(scale), '--encryption', encryption, '--poll', String(poll)];
  const launch = (ports: readonly string[]) => startChild<ReadyLine>(PROGRAM, [...ports, ...args]);
  const [started, inbox] = await Promise.all([
    launch(['--port', '0', '--primary-port', '0']),
    startInbox(PROGRAM, folder.path),
  ]);
  let running = started;
  const { port, primaryPort, passwordsFile, caFile, effectsFile } = running.ready;
  const control = <Result>(method: string, path: string, body?: unknown): Promise<Result> =>
    askControl<Result>(running.ready.controlPort, method, path, body);
  const password = (login: string): string =>
    (JSON.parse(readFileSync(passwordsFile, 'utf8')) as Record<string, string>)[login] ?? '';
  const urlOf = (login: string, at: number): string => {
    const tls = caFile === null ? 'encrypt=false' : `encrypt=true&caFile=${encodeURIComponent(caFile)}`;
    return `mssql://${login}:${encodeURIComponent(password(login))}@localhost:${at}/Contoso?${tls}`;
  };
  return {
    ...{ port, control, password, inbox, effectsFile },
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
      ERP_INBOX_URL: inbox.url,
      ERP_INBOX_HOST_KEY: inbox.hostKey,
    }),
    effects: (after = 0) => allEffects(control, after),
    job: () => control('GET', '/job'),
    pauseJob: async (paused) => {
      await control('POST', '/job', { paused });
    },
    runJob: () => control('POST', '/job/run'),
    jobFault: async (fault) => {
      await control('POST', '/job/faults', fault);
    },
    fault: async (fault) => {
      await control('POST', '/faults', fault);
    },
    heal: async () => {
      await control('DELETE', '/faults');
    },
    counters: async () => (await control<{ replica: ErpCounters }>('GET', '/counters')).replica,
    showBehind: (behindSeconds) => setHeart(control, { behindSeconds }),
    catchUp: () => setHeart(control, { frozen: false }),
    statements: async (after = 0) =>
      (await control<{ replica: RecordedStatement[] }>('GET', `/statements?after=${after}`)).replica,
    resetStatements: async () => {
      await control('DELETE', '/statements');
    },
    concurrency: async () =>
      (await control<{ replica: { running: number; highest: number } }>('GET', '/concurrency')).replica,
    kill: () => endChild(running.child, 'SIGKILL'),
    startAgain: async () => {
      running = await launch(['--port', String(port), '--primary-port', String(primaryPort)]);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([endChild(running.child, 'SIGTERM'), inbox[Symbol.asyncDispose]()]);
      folder[Symbol.dispose]();
    },
  };
}

/** The heart never waits for the database: when a writer is at work there, it has to be told again. */
async function setHeart(control: RunningErp['control'], wanted: object): Promise<void> {
  await eventually('the heartbeat to be set', async () => {
    try {
      await control('POST', '/heartbeat', wanted);
      return true;
    } catch (error) {
      if (String(error).includes('database is locked')) return false;
      throw error;
    }
  });
}

/** Pages through the ledger of effects to its end. */
async function allEffects(control: RunningErp['control'], after: number): Promise<readonly ErpEffect[]> {
  const path = `/effects?after=${after}&limit=10000`;
  const { effects } = await control<{ effects: readonly ErpEffect[] }>('GET', path);
  const last = effects.at(-1);
  return last === undefined ? [] : [...effects, ...(await allEffects(control, last.id))];
}
