// Finds the private key a channel logs in with and proves that it can be used.
// It must never let a part of the key or its passphrase into a fault.
import ssh2 from 'ssh2';
import type { SftpOptions } from './sftp-options.js';

/** Reads a small text file whole; throws when it cannot. */
export type ReadTextFile = (path: string) => string;

const FORMATS = 'the text of a private key in OpenSSH, PEM or PuTTY format, with its line breaks';

/** The key's text, or undefined where the channel has none or it is of no use; then `faults` says why. */
export function privateKeyOf(options: SftpOptions, readText: ReadTextFile, faults: string[]): string | undefined {
  const { privateKey, privateKeyFile, passphrase } = options;
  if (privateKey !== undefined && privateKeyFile !== undefined) {
    faults.push('privateKey and privateKeyFile are both given; remove one');
  }
  if (privateKey === undefined && privateKeyFile === undefined) {
    if (passphrase !== undefined) faults.push('passphrase is given without privateKey or privateKeyFile; remove it');
    return undefined;
  }
  const name = privateKey === undefined ? `privateKeyFile ${privateKeyFile ?? ''}` : 'privateKey';
  const text = privateKey ?? readOrUndefined(privateKeyFile ?? '', readText);
  if (text === undefined) faults.push(`${name} cannot be read`);
  else checkKey(name, text, passphrase, faults);
  return text;
}

function checkKey(name: string, text: string, passphrase: string | undefined, faults: string[]): void {
  const parsed = ssh2.utils.parseKey(text, passphrase);
  if (parsed instanceof Error) {
    const wantsPassphrase = /passphrase|encrypted|decrypt|integrity/i.test(parsed.message);
    if (!wantsPassphrase) faults.push(`${name} must hold ${FORMATS}`);
    else if (passphrase === undefined) faults.push(`${name} is encrypted; give its passphrase`);
    else faults.push(`${name} cannot be decrypted with this passphrase`);
  } else if (!parsed.isPrivateKey()) {
    faults.push(`${name} holds a public key; it must hold ${FORMATS}`);
  }
}

function readOrUndefined(path: string, readText: ReadTextFile): string | undefined {
  try {
    return readText(path);
  } catch {
    return undefined;
  }
}
