// Starts the demo ERP and its SFTP server as processes of their own and stops them. It must never import them: the ERP is
// reached by its protocols.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DemoAddresses } from './demo-files.js';

/** A running demo ERP. */
export interface DemoErp {
  /** Connection address of the replica for the login that may only read the approved views. */
  readonly replicaUrl: string;
  /** The same of the primary, for the login that may only call the sanctioned procedures. */
  readonly proceduresUrl: string;
  /** All addresses and pins by the variables in which a facade expects them. */
  readonly addresses: DemoAddresses;
  /** Loopback port of the control interface: faults, statement log, batch job, effects. */
  readonly controlPort: number;
  /** The same of the SFTP server: faults, renames. */
  readonly inboxControlPort: number;
  /** Folder on this machine with the SFTP server's inbox, outbox and archive. */
  readonly files: string;
  /** Asks both processes to stop and waits until they have. */
  stop(): Promise<void>;
}

interface ErpReady {
  readonly port: number;
  readonly primaryPort: number;
  readonly controlPort: number;
  /** JSON with a password per login. */
  readonly passwordsFile: string;
  /** Certificate to verify the ERP's own with. */
  readonly caFile: string;
}

interface InboxReady {
  readonly port: number;
  readonly controlPort: number;
  readonly user: string;
  readonly passwordFile: string;
  /** `SHA256:` and the digest of its host key. */
  readonly hostKey: string;
  readonly files: string;
}

const PROGRAM = fileURLToPath(new URL('../../demo/main.js', import.meta.url));

/**
 * Starts the ERP and its SFTP server on free loopback ports, their data in `folder`; resolves when both accept
 * connections. Each child stands in a process group of its own, so that Ctrl-C reaches the gateway first and it can
 * drain; they stop by themselves when this process is gone, because their standard input closes.
 */
export async function startDemoErp(folder: string): Promise<DemoErp> {
  const ports = ['--port', '0', '--control-port', '0', '--data', folder];
  const children = [launch(['--primary-port', '0', '--encryption', 'required', ...ports]), launch(['sftp', ...ports])];
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(stopChild));
  };
  try {
    const [erp, inbox] = (await Promise.all(children.map(firstLine))) as [ErpReady, InboxReady];
    return { ...describe(erp, inbox), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function describe(erp: ErpReady, inbox: InboxReady): Omit<DemoErp, 'stop'> {
  const replicaUrl = addressOf(erp, 'banyan_reader', erp.port);
  const proceduresUrl = addressOf(erp, 'banyan_writer', erp.primaryPort);
  const addresses = {
    ERP_REPLICA_URL: replicaUrl,
    ERP_PROCEDURES_URL: proceduresUrl,
    ERP_INBOX_URL: inboxAddress(inbox),
    ERP_INBOX_HOST_KEY: inbox.hostKey,
  };
  const { controlPort } = erp;
  return { replicaUrl, proceduresUrl, addresses, controlPort, inboxControlPort: inbox.controlPort, files: inbox.files };
}

function addressOf({ passwordsFile, caFile }: ErpReady, login: string, port: number): string {
  const passwords = JSON.parse(readFileSync(passwordsFile, 'utf8')) as Record<string, string>;
  const password = encodeURIComponent(passwords[login] ?? '');
  return `mssql://${login}:${password}@localhost:${port}/Contoso?encrypt=true&caFile=${encodeURIComponent(caFile)}`;
}

function inboxAddress({ user, passwordFile, port }: InboxReady): string {
  return `sftp://${user}:${encodeURIComponent(readFileSync(passwordFile, 'utf8').trim())}@127.0.0.1:${port}`;
}

function launch(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [PROGRAM, ...args], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
}

function firstLine(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    child.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`the demo ERP stopped with code ${String(code)}: ${said.join('').trim()}`)),
    );
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
