// An SFTP server in this process and in a folder of its own, with a client to talk to it: for specs.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectConfig, SFTPWrapper } from 'ssh2';
import ssh2 from 'ssh2';
import SftpClient from 'ssh2-sftp-client';
import type { RunningInbox } from './inbox.js';
import { startInbox } from './inbox.js';

/** A session at the level of packets; its errors are nobody's concern. */
export interface RawSession {
  readonly client: ssh2.Client;
  readonly sftp: SFTPWrapper;
  /** Resolves when the connection is over. */
  readonly closed: Promise<void>;
}

/** A running server that cleans up after itself. */
export interface TemporaryInbox {
  readonly inbox: RunningInbox;
  readonly password: string;
  /** Logs in; what is given replaces the right user and password. The client is closed by `stop`. */
  connect(settings?: ConnectConfig): Promise<SftpClient>;
  /** Logs in without a library's good manners. */
  raw(): Promise<RawSession>;
  /** Sends a request to the control port and gives back its JSON. */
  control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Bytes of a file on disk. */
  bytes(path: string): Buffer;
  stop(): Promise<void>;
}

/** Starts it on free ports. */
export async function temporaryInbox(): Promise<TemporaryInbox> {
  const data = mkdtempSync(join(tmpdir(), 'contoso-'));
  const inbox = await startInbox({ host: '127.0.0.1', port: 0, controlPort: 0, data, clock: Date.now });
  const password = readFileSync(inbox.passwordFile, 'utf8');
  const clients: SftpClient[] = [];
  return {
    inbox,
    password,
    connect: async (settings = { password }) => {
      const client = new SftpClient('spec', quiet);
      clients.push(client);
      const sock = connect(inbox.port, '127.0.0.1');
      sock.setNoDelay(true);
      const hostVerifier = (key: Buffer): boolean => pinOf(key) === inbox.hostKey;
      await client.connect({ sock, username: inbox.user, hostVerifier, ...settings });
      return client;
    },
    raw: async () => {
      const { client, closed } = await rawClient(inbox, password);
      const sftp = await new Promise<SFTPWrapper>((resolve, reject) => {
        client.sftp((error, made) => (error === undefined ? resolve(made) : reject(error)));
      });
      sftp.on('error', () => undefined);
      return { client, sftp, closed };
    },
    control: async (method, path, body) => {
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      const response = await fetch(`http://127.0.0.1:${String(inbox.controlPort)}${path}`, init);
      const answer = (await response.json()) as Record<string, unknown>;
      if (!response.ok) throw new Error(JSON.stringify(answer));
      return answer;
    },
    bytes: (path) => readFileSync(join(inbox.files, path)),
    stop: async () => {
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await inbox.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The client tells the console of lost connections unless it is told to whom else. */
const quiet = { error: () => undefined, end: () => undefined, close: () => undefined };

/** The pin of a raw public key. */
export const pinOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

/** A client that is logged in and has opened nothing. */
export async function rawClient(
  { user, port }: RunningInbox,
  password: string,
): Promise<{ readonly client: ssh2.Client; readonly closed: Promise<void> }> {
  const client = new ssh2.Client();
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    client.on('ready', () => resolve()).on('error', reject);
    client.connect({ sock: connect(port, '127.0.0.1').setNoDelay(true), username: user, password });
  });
  return { client, closed };
}
