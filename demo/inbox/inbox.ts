// Starts and stops the SFTP process of the demonstration ERP: folders, host key, login, server, control port.
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { ControlServer } from '../control/control-server.js';
import { filesFolder } from '../process/files-folder.js';
import { openFolderTree } from '../sftp/folder-tree.js';
import { makeHostKey, readHostKey } from '../sftp/host-key.js';
import { keptSecret } from './kept-secret.js';
import { SftpFaults } from '../sftp/sftp-faults.js';
import { sftpRoutes } from './sftp-routes.js';
import { SftpServer } from '../sftp/sftp-server.js';
import { TransferLog } from '../sftp/transfer-log.js';

/** The login of the gateway. */
export const inboxUser = 'banyan_drops';

/** Everything that can be chosen about an SFTP process. Port 0 takes any free port. */
export interface InboxOptions {
  readonly host: string;
  readonly port: number;
  /** Left out, there is no control port. */
  readonly controlPort?: number | undefined;
  /** The ERP's data folder. */
  readonly data: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** A running SFTP server. */
export interface RunningInbox {
  readonly port: number;
  readonly controlPort: number | null;
  readonly user: string;
  /** Holds the password, readable by its owner only. */
  readonly passwordFile: string;
  /** Public keys that may log in as well, one per line; not made here. */
  readonly keysFile: string;
  /** `SHA256:` and the digest of the host key. */
  readonly hostKey: string;
  /** The folder with inbox, outbox and archive, on this machine. */
  readonly files: string;
  stop(): Promise<void>;
}

/** Resolves when the server and the control port listen. */
export async function startInbox({ host, port, controlPort, data, clock }: InboxOptions): Promise<RunningInbox> {
  const own = (name: string): string => join(resolve(data), 'sftp', name);
  const files = filesFolder(data);
  const keyFile = own('host.key');
  const hostKey = readHostKey(keptSecret(keyFile, makeHostKey), keyFile);
  const [passwordFile, keysFile] = [own('password'), own('authorized_keys')];
  const password = keptSecret(passwordFile, () => randomBytes(24).toString('base64url')).trim();
  const parts = { tree: await openFolderTree(files), faults: new SftpFaults(), log: new TransferLog(clock) };
  const server = new SftpServer({ ...parts, hostKey, login: { user: inboxUser, password, keysFile } });
  const control = new ControlServer(sftpRoutes({ ...parts, server, hostKey, host }));
  await server.listen(port, host);
  const listening = controlPort === undefined ? null : await control.listen(controlPort);
  const addresses = { port: server.port, controlPort: listening, user: inboxUser, hostKey: hostKey.pin };
  return { ...addresses, passwordFile, keysFile, files, stop: () => stop(server, control) };
}

async function stop(server: SftpServer, control: ControlServer): Promise<void> {
  await control.close();
  await server.close();
}
