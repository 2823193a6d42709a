// Reads all settings from an environment, once, with all faults at once.
// It must never show the text of a setting in a fault: a secret may have been put into the wrong one.
import { nearest } from '../kernel/nearest.js';
import { failure, success } from '../kernel/outcome.js';
import type { Outcome } from '../kernel/outcome.js';
import { SETTINGS } from './settings.js';
import type { SettingName, Settings } from './settings.js';

/** Names and texts, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One wrong setting. */
export interface SettingFault {
  readonly name: string;
  readonly message: string;
}

/** The environment of this process; the only place that touches it. */
export function processEnvironment(): Environment {
  return process.env;
}

const NAMES = Object.keys(SETTINGS) as SettingName[];

/** Values of all settings, or every fault. Names that start with BANYAN_ and are unknown are faults too, except BANYAN_TEST_*. */
export function readSettings(environment: Environment): Outcome<Settings, SettingFault> {
  const faults: SettingFault[] = unknownNames(environment);
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of NAMES) {
    const setting = SETTINGS[name];
    const given = environment[name] ?? setting.fallback;
    if (given === undefined) continue;
    const parsed = setting.schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else faults.push({ name, message: `expected ${setting.expected}` });
  }
  faults.push(...halfATlsPair(values));
  return faults.length > 0 ? failure(faults) : success(values as Settings);
}

function unknownNames(environment: Environment): SettingFault[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('BANYAN_') && !name.startsWith('BANYAN_TEST_') && !(name in SETTINGS))
    .map((name) => ({ name, message: `is no setting${suggestion(name)}; docs/settings.md lists all of them` }));
}

function suggestion(name: string): string {
  const near = nearest(name, NAMES);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

function halfATlsPair(values: Partial<Record<SettingName, unknown>>): SettingFault[] {
  const pair = ['BANYAN_TLS_CERT', 'BANYAN_TLS_KEY'] as const;
  const missing = pair.filter((name) => values[name] === undefined);
  return missing.length === 1
    ? missing.map((name) => ({ name, message: 'expected the path of a file, because its other half is set' }))
    : [];
}
