// The passwords of the ERP's logins: read from a file, or made once and kept in one that only its owner may read.
// A password is never printed and never part of an error.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Passwords } from '../contoso/logins.js';
import { loginNames } from '../contoso/logins.js';

/** A password file that cannot be used; the message says what it must contain. */
export class PasswordFileError extends Error {}

const password = z.string().min(8).max(128);
const schema = z.strictObject({
  banyan_reader: password,
  banyan_writer: password,
  erp_owner: password,
  curious: password,
} satisfies Record<(typeof loginNames)[number], z.ZodString>);

/** Reads the passwords. Throws PasswordFileError naming everything that is wrong with the file. */
export function readPasswords(file: string): Passwords {
  const shape = `a JSON object with a password of 8 to 128 characters for each of ${loginNames.join(', ')}`;
  const parsed = schema.safeParse(contents(file, shape));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
  throw new PasswordFileError(`${file} must be ${shape}. ${faults.join('; ')}.`);
}

/** Reads the file, or makes it with new random passwords, readable by its owner only. */
export function keptPasswords(file: string): Passwords {
  if (existsSync(file)) return readPasswords(file);
  const passwords = Object.fromEntries(loginNames.map((name) => [name, randomBytes(24).toString('base64url')]));
  writeFileSync(file, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return schema.parse(passwords);
}

function contents(file: string, shape: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // What JSON.parse says may quote the file, so only its kind is passed on.
    const reason = error instanceof SyntaxError ? 'it is not JSON' : String((error as NodeJS.ErrnoException).code);
    throw new PasswordFileError(`${file} cannot be read (${reason}). It must be ${shape}.`);
  }
}
