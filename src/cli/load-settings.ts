// Settings for a command: read from the environment, or a failure that names every wrong one.
import { processEnvironment, readSettings } from '../settings/read-settings.js';
import type { Environment } from '../settings/read-settings.js';
import type { Settings } from '../settings/settings.js';
import { CommandFailure, EXIT } from './terminal.js';

/** Settings and the environment they came from (a facade may name further variables of it). */
export interface LoadedSettings {
  readonly settings: Settings;
  readonly environment: Environment;
}

/** Reads the settings; `overrides` are names and texts a command line gives, which win over the environment. */
export function loadSettings(overrides: Environment = {}): LoadedSettings {
  const environment = { ...processEnvironment(), ...overrides };
  const outcome = readSettings(environment);
  if (outcome.ok) return { settings: outcome.value, environment };
  const faults = outcome.faults.map((fault) => `  ${fault.name}: ${fault.message}`);
  throw new CommandFailure(['The settings are wrong:', ...faults].join('\n'), EXIT.usage);
}
