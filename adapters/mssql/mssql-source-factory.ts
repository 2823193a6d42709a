// What this adapter offers to the composition: the check of a source's settings, and the factory of sources.
import type { SourceBinding } from '../../src/facade/binding.js';
import { failure, type Outcome, success } from '../../src/kernel/outcome.js';
import type { SourceContext, SourceFactory } from '../../src/legacy/source.port.js';
import { ConnectionPool } from './connection/connection-pool.js';
import { connectionOptionsSchema } from './settings/connection-options.js';
import { connectionSettings, type ConnectionSettings } from './settings/connection-settings.js';
import { driverConfiguration } from './settings/driver-options.js';
import { ConnectionMaker } from './connection/proven-connection.js';
import { MssqlSource } from './mssql-source.js';

/** Reads a small text file whole; throws when it cannot. */
export type ReadTextFile = (path: string) => string;

/** The options a facade may give a source of this adapter; for the facade's JSON Schema. */
export const mssqlOptionsSchema = connectionOptionsSchema;

interface Target {
  readonly settings: ConnectionSettings;
  readonly ca: string | undefined;
}

/** Checks url, options and CA file of a source without connecting. All faults, each saying what to change. */
export function checkMssqlSource(binding: SourceBinding, readFile: ReadTextFile): Outcome<Target, string> {
  const settings = connectionSettings(binding.url, binding.options);
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

/**
 * The factory of SQL Server sources. A source made by it has not connected yet. Throws when the settings are wrong, with
 * every fault in the message; `checkMssqlSource` finds them earlier and with a place to point at.
 */
export function mssqlSourceFactory(readFile: ReadTextFile): SourceFactory {
  return (binding, context) => {
    const checked = checkMssqlSource(binding, readFile);
    if (!checked.ok) throw new Error(`source ${binding.name}: ${checked.faults.join('; ')}`);
    for (const warning of checked.value.settings.warnings) {
      context.observe({ kind: 'warning', topic: `source ${binding.name}`, text: warning });
    }
    return new MssqlSource(binding, context, poolOf(binding, context, checked.value));
  };
}

function poolOf(binding: SourceBinding, context: SourceContext, { settings, ca }: Target): ConnectionPool {
  const { observe, monotonic, statementTimeoutMs } = context;
  const source = binding.name;
  const configuration = () => driverConfiguration(settings, { ca, statementTimeoutMs });
  const maker = new ConnectionMaker({ source, proof: binding.readOnly, configuration, observe, monotonic });
  const { connectTimeoutMs, idleTimeoutMs } = settings.options;
  return new ConnectionPool(maker, {
    source,
    connections: context.connections,
    idleTimeoutMs,
    // Login, then at most six statements of the proof, the last of which may be cut after its grace.
    makeTimeoutMs: connectTimeoutMs + 6 * statementTimeoutMs + 10_000,
    observe,
  });
}
