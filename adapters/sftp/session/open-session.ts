// Opens one session: TCP, key exchange, host key, login, SFTP, all within one deadline.
// It must never use a credential before the host key proved to be pinned, nor leave a socket behind when it fails.
import { connect, type Socket } from 'node:net';
import ssh2, { type Client, type SFTPWrapper } from 'ssh2';
import type { DropContext } from '../../../src/legacy/drop-channel.port.js';
import { fingerprint } from '../settings/host-pins.js';
import type { SftpTarget } from '../settings/sftp-target.js';
import { adviseOn, type ConnectStage } from './connect-advice.js';
import { driverConfig } from './driver-config.js';
import { ConnectFailure } from './session-faults.js';
import { SftpSession } from './sftp-session.js';

export type OpenTiming = Pick<DropContext, 'connectTimeoutMs' | 'stallTimeoutMs' | 'after'>;

/** Resolves with a session that answers; rejects with ConnectFailure, after its socket was closed. */
export async function openSession(target: SftpTarget, timing: OpenTiming, signal: AbortSignal): Promise<SftpSession> {
  const opening = new Opening(target);
  const cancelTimer = timing.after(timing.connectTimeoutMs, () =>
    opening.fail(new Error(`no session within ${timing.connectTimeoutMs} ms`)),
  );
  const giveUp = (): void => opening.fail(new Error('the caller gave up'));
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    const sftp = await opening.opened;
    return new SftpSession({ client: opening.client, socket: opening.socket, sftp }, timing);
  } catch (error) {
    await opening.discard();
    throw opening.explain(error);
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', giveUp);
  }
}

class Opening {
  readonly client: Client = new ssh2.Client();
  readonly socket: Socket;
  readonly opened: Promise<SFTPWrapper>;
  #stage: ConnectStage = 'connecting';
  #refusedKey: string | undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor(private readonly target: SftpTarget) {
    const { host, port } = target;
    // The driver leaves Nagle's algorithm on; with it every small request waits 40 ms for the acknowledgement of the last.
    this.socket = connect({ host, port, noDelay: true, keepAlive: true });
    this.opened = new Promise((resolve, reject) => {
      this.#reject = reject;
      this.#listen(resolve);
    });
  }

  fail(error: Error): void {
    this.#reject(error);
  }

  /** Closes the socket and waits for its end. */
  async discard(): Promise<void> {
    if (this.socket.closed) return;
    const closed = new Promise<void>((resolve) => this.socket.once('close', () => resolve()));
    this.socket.destroy();
    await closed;
  }

  explain(error: unknown): ConnectFailure {
    const { fault, advice } = adviseOn(error, { stage: this.#stage, refusedKey: this.#refusedKey });
    return new ConnectFailure(fault, advice, { cause: error });
  }

  #listen(resolve: (sftp: SFTPWrapper) => void): void {
    const lost = (): void => this.fail(new Error('the server closed the connection'));
    this.socket.on('error', (error) => this.fail(error)).once('connect', () => this.#shakeHands());
    this.client
      .on('error', (error) => this.fail(error))
      .on('close', lost)
      .on('end', lost)
      .on('change password', () => this.fail(new Error('the password has expired')))
      .on('keyboard-interactive', (...[, , , prompts, finish]) => {
        finish(answersTo(prompts, this.target.password));
      })
      .on('handshake', () => (this.#stage = 'logging in'))
      .on('ready', () => this.#startSftp(resolve));
  }

  #shakeHands(): void {
    this.#stage = 'exchanging keys';
    const { pins } = this.target;
    const accepts = (key: Buffer): boolean => {
      const shown = fingerprint(key);
      if (pins.includes(shown)) return true;
      this.#refusedKey = shown;
      return false;
    };
    try {
      this.client.connect(driverConfig(this.target, this.socket, accepts));
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #startSftp(resolve: (sftp: SFTPWrapper) => void): void {
    this.#stage = 'starting SFTP';
    this.client.sftp((error, sftp) => {
      if (error === undefined) resolve(sftp);
      else this.fail(error);
    });
  }
}

/** One hidden question is the one for the password; whatever else is asked is not answered with it. */
function answersTo(prompts: readonly { readonly echo?: boolean }[], password: string | undefined): string[] {
  const [only] = prompts;
  return prompts.length === 1 && only?.echo !== true && password !== undefined ? [password] : prompts.map(() => '');
}
