// Debian's OpenSSH server on a loopback port, with keys and configuration of its own, as a second judge of the adapter.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../process/processes.js';
import { eventually } from '../running/eventually.js';
import { type KeyPair, makeKeyPair } from './host-key.js';

const SSHD = '/usr/sbin/sshd';

/** Undefined where OpenSSH's server is not installed. */
export const sshdPath: string | undefined = existsSync(SSHD) ? SSHD : undefined;

export class OpenSshServer {
  readonly user = userInfo().username;
  #output = '';

  private constructor(
    readonly port: number,
    readonly hostKey: KeyPair,
    readonly loginKey: KeyPair,
    private readonly child: ChildProcess,
  ) {
    child.stderr?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
  }

  /** @param folder holds keys and configuration; @param lines more lines of configuration */
  static async start(folder: string, lines: readonly string[] = []): Promise<OpenSshServer> {
    const hostKey = makeKeyPair();
    const loginKey = makeKeyPair();
    const [port = 0] = await freePorts(1);
    const files = writeFiles(folder, { hostKey, loginKey, port, lines });
    // sshd insists on it when it runs as root.
    if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    const child = spawn(SSHD, ['-D', '-e', '-f', files.configuration], { stdio: ['ignore', 'ignore', 'pipe'] });
    const server = new OpenSshServer(port, hostKey, loginKey, child);
    await eventually(`sshd answers: ${server.#output}`, () => isListening(port));
    return server;
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const over = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await over;
  }
}

interface Files {
  readonly hostKey: KeyPair;
  readonly loginKey: KeyPair;
  readonly port: number;
  readonly lines: readonly string[];
}

function writeFiles(folder: string, { hostKey, loginKey, port, lines }: Files): { configuration: string } {
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('host_key'), hostKey.privateKey, { mode: 0o600 });
  writeFileSync(at('authorized_keys'), `${loginKey.publicKey}\n`, { mode: 0o600 });
  const configuration = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${at('host_key')}`,
    `AuthorizedKeysFile ${at('authorized_keys')}`,
    `PidFile ${at('sshd.pid')}`,
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    'UsePAM no',
    'StrictModes no',
    'LogLevel ERROR',
    ...(lines.some((line) => line.startsWith('Subsystem ')) ? [] : ['Subsystem sftp internal-sftp']),
    ...lines,
  ];
  writeFileSync(at('sshd_config'), `${configuration.join('\n')}\n`);
  return { configuration: at('sshd_config') };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => resolve(false)).once('connect', () => socket.destroy());
  });
}
