// The SFTP server of the demo ERP as a process of its own, for tests that must be able to kill it and to look at its files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SftpFault } from '../../../demo/sftp/sftp-faults.js';
import type { RenameEntry, TransferCounters } from '../../../demo/sftp/transfer-log.js';
import { askControl, endChild, startChild } from './child-process.js';

/** A running SFTP server and its knobs. */
export interface RunningInbox extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  readonly user: string;
  readonly password: string;
  /** `sftp://login:password@127.0.0.1:port`. */
  readonly url: string;
  /** Pin of the key that it keeps. */
  readonly hostKey: string;
  /** Public keys that may log in, one per line; not there until a test writes it. */
  readonly keysFile: string;
  /** The folders on this machine. */
  readonly folders: {
    readonly inbox: string;
    readonly outbox: string;
    readonly read: string;
    readonly archive: string;
  };
  /** Makes the server misbehave. */
  fault(fault: SftpFault): Promise<void>;
  /** Forgets all faults and puts the switches back. */
  heal(): Promise<void>;
  counters(): Promise<TransferCounters>;
  renames(after?: number): Promise<readonly RenameEntry[]>;
  /** Sends a request to the control port and gives back its JSON. */
  control<Result = unknown>(method: string, path: string, body?: unknown): Promise<Result>;
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port, key and files after `kill`. */
  startAgain(): Promise<void>;
}

interface ReadyLine {
  readonly port: number;
  readonly controlPort: number;
  readonly user: string;
  readonly passwordFile: string;
  readonly keysFile: string;
  readonly hostKey: string;
  readonly files: string;
}

/** Starts the SFTP server on a free port; `data` is the ERP's data folder. Needs a build. */
export async function startInbox(program: string, data: string): Promise<RunningInbox> {
  const launch = (port: number) =>
    startChild<ReadyLine>(program, ['sftp', '--port', String(port), '--control-port', '0', '--data', data]);
  let running = await launch(0);
  const { port, user, hostKey, keysFile, files, passwordFile } = running.ready;
  const password = readFileSync(passwordFile, 'utf8').trim();
  const control = <Result>(method: string, path: string, body?: unknown): Promise<Result> =>
    askControl<Result>(running.ready.controlPort, method, path, body);
  return {
    ...{ port, user, password, hostKey, keysFile, control },
    url: `sftp://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    get pid() {
      return running.child.pid ?? 0;
    },
    folders: {
      ...{ inbox: join(files, 'inbox'), outbox: join(files, 'outbox') },
      ...{ read: join(files, 'outbox', 'read'), archive: join(files, 'archive') },
    },
    fault: async (fault) => {
      await control('POST', '/faults', fault);
    },
    heal: async () => {
      await control('DELETE', '/faults');
    },
    counters: () => control('GET', '/counters'),
    renames: async (after = 0) =>
      (await control<{ renames: readonly RenameEntry[] }>('GET', `/renames?after=${after}`)).renames,
    kill: () => endChild(running.child, 'SIGKILL'),
    startAgain: async () => {
      running = await launch(port);
    },
    [Symbol.asyncDispose]: () => endChild(running.child, 'SIGTERM'),
  };
}
