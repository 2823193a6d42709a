// A catalogue for a command: loaded, checked, with everything that is wrong as text for a person.
// It must never let a facade through that could not be served.
import type { Catalogue } from '../facade/catalogue.js';
import type { FacadeFault } from '../facade/facade-fault.js';
import { loadFacade } from '../facade/loading/load-facade.js';
import { renderFaults } from '../facade/loading/render-faults.js';
import type { FacadeEnvironment } from '../facade/yaml/fill-text.js';
import { failure, success } from '../kernel/outcome.js';
import type { Outcome } from '../kernel/outcome.js';
import { bindingFaults } from '../read/plan/binding-faults.js';
import { writeFaults } from '../write/prepare/write-faults.js';
import { checkChannels } from './legacy/channel-adapters.js';
import { checkSources } from './legacy/source-adapters.js';

/** A catalogue and what its author should know about it. */
export interface LoadedCatalogue {
  readonly catalogue: Catalogue;
  readonly warnings: readonly FacadeFault[];
}

/** Loads for serving: the sources' own settings are checked too. The only fault is one text that names them all. */
export function loadForServing(folder: string, environment: FacadeEnvironment): Outcome<LoadedCatalogue, string> {
  const loaded = loadOffline(folder, environment);
  if (!loaded.ok) return loaded;
  const { sources, channels } = loaded.value.catalogue;
  const faults = [...checkSources(sources), ...checkChannels(channels)];
  return faults.length === 0 ? loaded : failure([faults.join('\n')]);
}

/** Loads for commands that connect to nothing. */
export function loadOffline(folder: string, environment: FacadeEnvironment): Outcome<LoadedCatalogue, string> {
  const outcome = loadFacade(folder, environment);
  if (!outcome.ok) return failure([renderFaults(outcome.faults)]);
  const faults = [...bindingFaults(outcome.value), ...writeFaults(outcome.value)];
  if (faults.length > 0) return failure([faults.join('\n')]);
  return success({ catalogue: outcome.value, warnings: outcome.warnings });
}
