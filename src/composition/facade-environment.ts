// Where a facade's "${NAME}" and "${file:…}" are filled from. It must never keep what it reads.
import { readFileSync } from 'node:fs';
import type { FacadeEnvironment } from '../facade/yaml/fill-text.js';
import { unsetVariable } from '../facade/yaml/unset-variable.js';
import type { Environment } from '../settings/read-settings.js';

/** Fills from the environment and from secret files. */
export function facadeEnvironment(environment: Environment): FacadeEnvironment {
  return {
    lookup: (name) => environment[name],
    readSecretFile: (path) => readFileSync(path, 'utf8'),
  };
}

/** For commands that never connect: a variable that is not set is shown by its name instead of being a fault. */
export function offlineEnvironment(environment: Environment): FacadeEnvironment {
  return { ...facadeEnvironment(environment), lookup: (name) => environment[name] ?? unsetVariable(name) };
}
