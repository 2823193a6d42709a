// How one SQL Server source or channel is reached: URL and options joined, checked as a whole, with warnings for what is lawful but
// unwise. A fault or warning must never contain a secret.
import { failure, type Outcome, success } from '../../../src/kernel/outcome.js';
import { channelOptionsSchema, type ConnectionOptions, connectionOptionsSchema } from './connection-options.js';
import { parseConnectionUrl, type UrlParts } from './connection-url.js';
import { contradictions } from './contradictions.js';

/** Everything needed to open a connection. `port` is absent when SQL Browser has to find the instance. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number | undefined;
  readonly instance: string | undefined;
  readonly database: string;
  readonly options: ConnectionOptions;
  readonly warnings: readonly string[];
}

/** The port of a default instance. */
const DEFAULT_PORT = 1433;

/** What a connection is for: a source reads from a replica, a channel writes to the primary. */
export type ConnectionRole = 'source' | 'channel';

/** A channel always asks for the primary, and leaves every answer to the driver. */
const channelSchema = channelOptionsSchema.transform((options): ConnectionOptions => ({
  ...options,
  applicationIntent: 'ReadWrite',
  answers: 'driver',
}));

const SCHEMAS = { source: connectionOptionsSchema, channel: channelSchema } as const;
const OPTION_NAMES: Readonly<Record<ConnectionRole, readonly string[]>> = {
  source: Object.keys(connectionOptionsSchema.shape),
  channel: Object.keys(channelOptionsSchema.shape),
};
const NO_DATABASE: Readonly<Record<ConnectionRole, string>> = {
  source: 'url must name a database: without one ApplicationIntent=ReadOnly is not routed to a replica',
  channel: 'url must name a database: its procedures are looked up there',
};

/** Joins and checks URL and options. All faults at once. */
export function connectionSettings(
  url: string,
  given: Readonly<Record<string, unknown>>,
  role: ConnectionRole = 'source',
): Outcome<ConnectionSettings, string> {
  const { parts, faults: urlFaults } = parseConnectionUrl(url);
  const faults = [...urlFaults];
  const options = readOptions(join(parts, given, faults), role, faults);
  if (options === undefined) return failure(faults);
  if (urlFaults.length === 0) {
    faults.push(...contradictions(options, { ip: isAddress(parts.host) }));
    if (parts.database === undefined) faults.push(NO_DATABASE[role]);
  }
  if (faults.length > 0) return failure(faults);
  return success({
    host: parts.host,
    port: parts.instance === undefined ? Number(parts.port ?? DEFAULT_PORT) : undefined,
    instance: parts.instance,
    database: parts.database ?? '',
    options,
    warnings: warnings(options, role),
  });
}

function join(parts: UrlParts, given: Readonly<Record<string, unknown>>, faults: string[]): Record<string, unknown> {
  const { user, password } = parts;
  const sources: readonly (readonly [string, unknown])[] = [
    ...(user === undefined ? [] : [['user', user] as const]),
    ...(password === undefined ? [] : [['password', password] as const]),
    ...parts.options,
    ...Object.entries(given),
  ];
  const joined = new Map<string, unknown>();
  for (const [name, value] of sources) {
    if (joined.has(name)) faults.push(`${name} is given twice; keep one of them`);
    joined.set(name, value);
  }
  return Object.fromEntries(joined);
}

function readOptions(
  joined: Record<string, unknown>,
  role: ConnectionRole,
  faults: string[],
): ConnectionOptions | undefined {
  const result = SCHEMAS[role].safeParse(joined);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      faults.push(...issue.keys.map((key) => `${key} is not an option; allowed are ${OPTION_NAMES[role].join(', ')}`));
    } else {
      faults.push(`${issue.path.join('.')} ${issue.message}`);
    }
  }
  return undefined;
}

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);

function warnings(options: ConnectionOptions, role: ConnectionRole): readonly string[] {
  const found: string[] = [];
  if (options.encrypt === false) found.push('encrypt=false: the login and all data travel readable; use encrypt=true');
  if (options.trustServerCertificate) {
    found.push('trustServerCertificate=true: anyone on the way can pose as the server; give its CA in caFile instead');
  }
  if (options.minTlsVersion === '1.0' || options.minTlsVersion === '1.1') {
    found.push(
      `minTlsVersion=${options.minTlsVersion}: broken ciphers are accepted; use 1.2 as soon as the server can`,
    );
  }
  if (role === 'source' && options.applicationIntent === 'ReadWrite') {
    found.push('applicationIntent=ReadWrite: an availability group will answer from its primary; use ReadOnly');
  }
  return found;
}
