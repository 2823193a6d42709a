// Who may log in to the SFTP server: one login, by its password or by a key that its owner has put into a file.
// It compares in constant time and tells nobody why a login was refused.
import { createHash, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { AuthContext, AuthenticationType, ParsedKey, PublicKeyAuthContext } from 'ssh2';
import ssh2 from 'ssh2';

/** The one login. */
export interface SftpLogin {
  readonly user: string;
  readonly password: string;
  /** Public keys, one per line as OpenSSH writes them; read at every login, may be missing. */
  readonly keysFile: string;
}

/** What may be tried. */
export const loginMethods: AuthenticationType[] = ['publickey', 'password', 'keyboard-interactive'];

/** How an attempt stands: `asking` when a key was only offered, and proves nothing yet. */
export type LoginVerdict = 'accepted' | 'asking' | 'refused';

/** Judges one attempt. */
export function judgeLogin(context: AuthContext, login: SftpLogin): Promise<LoginVerdict> | LoginVerdict {
  const known = same(context.username, login.user);
  if (context.method === 'password') return known && same(context.password, login.password) ? 'accepted' : 'refused';
  if (context.method === 'publickey') return known ? judgeKey(context, login.keysFile) : 'refused';
  if (context.method !== 'keyboard-interactive') return 'refused';
  return new Promise((resolve) => {
    context.once('abort', () => resolve('refused'));
    context.prompt({ prompt: 'Password: ', echo: false }, (answers) =>
      resolve(known && same(answers[0] ?? '', login.password) ? 'accepted' : 'refused'),
    );
  });
}

function judgeKey({ key, signature, blob, hashAlgo }: PublicKeyAuthContext, keysFile: string): LoginVerdict {
  const found = allowedKeys(keysFile).find((allowed) => allowed.getPublicSSH().equals(key.data));
  if (found === undefined) return 'refused';
  if (signature === undefined || blob === undefined) return 'asking';
  return found.verify(blob, signature, hashAlgo) ? 'accepted' : 'refused';
}

function allowedKeys(file: string): ParsedKey[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  const keys = lines.map((line) => ssh2.utils.parseKey(line.trim()));
  return keys.filter((key): key is ParsedKey => !(key instanceof Error));
}

/** Digests are of one length, so that comparing tells nothing of either. */
function same(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
