// The key by which clients know the SFTP server, and its pin.
import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';

/** A private key in OpenSSH's form, and `SHA256:` with the digest of its public half as `ssh-keygen -l` prints it. */
export interface HostKey {
  readonly pem: string;
  readonly pin: string;
}

/** A new Ed25519 key that `readHostKey` can read. */
export function makeHostKey(): string {
  for (;;) {
    const { private: pem } = ssh2.utils.generateKeyPairSync('ed25519');
    // About one of two hundred that this library makes is one that it cannot read itself.
    if (!(ssh2.utils.parseKey(pem) instanceof Error)) return pem;
  }
}

/** Reads a private key. Throws when it is none; `file` is where it came from. */
export function readHostKey(pem: string, file = 'memory'): HostKey {
  const key = ssh2.utils.parseKey(pem);
  if (key instanceof Error)
    throw new Error(
      `The host key in ${file} cannot be read: ${key.message}. It must be a private key in the form of OpenSSH; ` +
        'delete the file to have another one made, which changes the pin.',
    );
  return { pem, pin: `SHA256:${createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '')}` };
}
