// Where a source or a channel connects to: its settings and the CA file they name, checked without connecting.
import { failure, type Outcome, success } from '../../../src/kernel/outcome.js';
import { type ConnectionRole, connectionSettings, type ConnectionSettings } from './connection-settings.js';

/** Reads a small text file whole; throws when it cannot. */
export type ReadTextFile = (path: string) => string;

export interface ConnectionTarget {
  readonly settings: ConnectionSettings;
  /** Content of the CA file, when one is named. */
  readonly ca: string | undefined;
}

/** What a binding says about its connection. */
export interface Reachable {
  readonly url: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Checks url, options and CA file. All faults, each saying what to change. */
export function connectionTarget(
  binding: Reachable,
  role: ConnectionRole,
  readFile: ReadTextFile,
): Outcome<ConnectionTarget, string> {
  const settings = connectionSettings(binding.url, binding.options, role);
  if (!settings.ok) return settings;
  const { caFile } = settings.value.options;
  if (caFile === undefined) return success({ settings: settings.value, ca: undefined });
  const ca = readCertificate(caFile, readFile);
  if (ca === undefined) return failure([`caFile ${caFile} cannot be read or holds no PEM certificate`]);
  return success({ settings: settings.value, ca });
}

function readCertificate(path: string, readFile: ReadTextFile): string | undefined {
  try {
    const text = readFile(path);
    return text.includes('-----BEGIN CERTIFICATE-----') ? text : undefined;
  } catch {
    return undefined;
  }
}
