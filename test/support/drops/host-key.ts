// Host keys and login keys made for one test run.
import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';

export interface KeyPair {
  /** In OpenSSH format. */
  readonly privateKey: string;
  /** One line, as in authorized_keys. */
  readonly publicKey: string;
  /** As ssh-keygen -l prints it. */
  readonly pin: string;
}

type KeyType = 'ed25519' | 'rsa';

/** A new key pair; `passphrase` encrypts the private half of an ed25519 one. */
export function makeKeyPair(type: KeyType = 'ed25519', passphrase?: string): KeyPair {
  let made = generate(type, passphrase);
  // The driver's own generator makes one ed25519 key in a few hundred that its own parser refuses.
  while (ssh2.utils.parseKey(made.private, passphrase) instanceof Error) made = generate(type, passphrase);
  const raw = Buffer.from(made.public.split(' ')[1] ?? '', 'base64');
  const pin = `SHA256:${createHash('sha256').update(raw).digest('base64').replace('=', '')}`;
  return { privateKey: made.private, publicKey: made.public, pin };
}

function generate(
  type: KeyType,
  passphrase: string | undefined,
): { readonly private: string; readonly public: string } {
  const { generateKeyPairSync } = ssh2.utils;
  if (type === 'rsa') return generateKeyPairSync('rsa', { bits: 2048 });
  if (passphrase === undefined) return generateKeyPairSync('ed25519');
  return generateKeyPairSync('ed25519', { passphrase, cipher: 'aes256-ctr', rounds: 4 });
}
