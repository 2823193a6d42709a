// Where an SFTP channel connects to and how, from its binding, checked without connecting.
// Faults must never repeat a secret.
import type { ChannelBinding } from '../../../src/facade/binding-of-commands.js';
import { failure, type Outcome, success } from '../../../src/kernel/outcome.js';
import { readPins } from './host-pins.js';
import { privateKeyOf, type ReadTextFile } from './private-key.js';
import { SFTP_OPTION_NAMES, type SftpOptions, sftpOptionsSchema } from './sftp-options.js';
import { parseSftpUrl, type SftpAddress } from './sftp-url.js';

/** Everything a session is opened with. */
export interface SftpTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly privateKey: string | undefined;
  readonly options: SftpOptions;
  /** Fingerprints of which the server must show one. */
  readonly pins: readonly string[];
  /** Dangerous choices that are in force, one sentence each. */
  readonly warnings: readonly string[];
}

/** Checks url, options, key and pins. All faults, each saying what to change. */
export function sftpTarget(binding: ChannelBinding, readText: ReadTextFile): Outcome<SftpTarget, string> {
  const faults: string[] = [];
  const address = parseSftpUrl(binding.url, faults);
  const options = readOptions(binding.options, faults);
  const pins = readPins(binding.drops?.hostKeys ?? [], faults);
  if (binding.drops === undefined) faults.push('folders.inbox must say where files are dropped');
  const privateKey = options === undefined ? undefined : privateKeyOf(options, readText, faults);
  const login = readLogin(address, options, faults);
  if (options === undefined || faults.length > 0) return failure(faults);
  const { host, port } = address;
  return success({ host, port, ...login, privateKey, options, pins, warnings: warningsOf(options) });
}

function readOptions(options: Readonly<Record<string, unknown>>, faults: string[]): SftpOptions | undefined {
  const read = sftpOptionsSchema.safeParse(options);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    if (issue.code !== 'unrecognized_keys') faults.push(`${issue.path.join('.')} ${issue.message}`);
    else if (issue.path.length > 0) faults.push(`${issue.path.join('.')} must have kex, hostKey, cipher and mac only`);
    else {
      const allowed = SFTP_OPTION_NAMES.join(', ');
      faults.push(...issue.keys.map((key) => `${key} is not an option; allowed are ${allowed}`));
    }
  }
  return undefined;
}

interface Login {
  readonly user: string;
  readonly password: string | undefined;
}

function readLogin(address: SftpAddress, options: SftpOptions | undefined, faults: string[]): Login {
  for (const part of ['user', 'password'] as const) {
    if (address[part] !== undefined && options?.[part] !== undefined) {
      faults.push(`${part} stands in url and in options; remove one`);
    }
  }
  const user = address.user ?? options?.user;
  const password = address.password ?? options?.password;
  if (options !== undefined) faults.push(...missingInLogin(user, password, options));
  return { user: user ?? '', password };
}

function missingInLogin(user: string | undefined, password: string | undefined, options: SftpOptions): string[] {
  const missing = user === undefined ? ['the login name is missing: sftp://user@host, or user under options'] : [];
  if (password !== undefined) return missing;
  if (options.keyboardInteractive) {
    missing.push(
      'keyboardInteractive answers with the password, and there is none; add it or remove keyboardInteractive',
    );
  } else if (options.privateKey === undefined && options.privateKeyFile === undefined) {
    missing.push('password, privateKey or privateKeyFile is required, best as "${file:/run/secrets/…}" under options');
  }
  return missing;
}

function warningsOf({ algorithms }: SftpOptions): readonly string[] {
  return Object.entries(algorithms).flatMap(([kind, names]) =>
    names.length === 0
      ? []
      : [
          `algorithms.${kind} accepts ${names.join(', ')}, which can be broken; remove it as soon as the server is newer`,
        ],
  );
}
