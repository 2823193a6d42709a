// From a checked target to the driver's configuration. Everything that could weaken a connection is pinned here.
// It must never leave an algorithm or a login method to the driver's defaults.
import type { AuthenticationType, ConnectConfig } from 'ssh2';
import type { Socket } from 'node:net';
import type { SftpTarget } from '../settings/sftp-target.js';

/** What is offered always, strongest first; what is older must be named in the facade (OLD_ALGORITHMS). */
const OFFERED = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
    'diffie-hellman-group14-sha256',
  ],
  serverHostKey: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
  ],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
} as const;

/** The driver's configuration over a socket of ours. `accepts` is asked for the raw host key before any login. */
export function driverConfig(target: SftpTarget, socket: Socket, accepts: (key: Buffer) => boolean): ConnectConfig {
  const { user, password, privateKey, options } = target;
  const { kex, hostKey, cipher, mac } = options.algorithms;
  return {
    sock: socket,
    username: user,
    ...(password === undefined ? {} : { password }),
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(options.passphrase === undefined ? {} : { passphrase: options.passphrase }),
    tryKeyboard: options.keyboardInteractive,
    authHandler: loginMethods(target),
    hostVerifier: accepts,
    algorithms: {
      kex: [...OFFERED.kex, ...kex],
      serverHostKey: [...OFFERED.serverHostKey, ...hostKey],
      cipher: [...OFFERED.cipher, ...cipher],
      hmac: [...OFFERED.hmac, ...mac],
      compress: ['none'],
    },
    keepaliveInterval: options.keepAliveMs,
    keepaliveCountMax: 3,
    // The connect deadline is ours and covers more than the driver's own.
    readyTimeout: 0,
  };
}

/** The key first, as it gives nothing away; `none` is left out, as servers count it as a failed login. */
function loginMethods({ password, privateKey, options }: SftpTarget): AuthenticationType[] {
  const methods: AuthenticationType[] = [];
  if (privateKey !== undefined) methods.push('publickey');
  if (password !== undefined && options.keyboardInteractive) methods.push('keyboard-interactive');
  if (password !== undefined) methods.push('password');
  return methods;
}
