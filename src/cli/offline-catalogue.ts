// The catalogue for commands that connect to nothing. It must never need a variable that only serving needs.
import { offlineEnvironment } from '../composition/facade-environment.js';
import { loadOffline } from '../composition/load-catalogue.js';
import type { Catalogue } from '../facade/catalogue.js';
import { loadSettings } from './load-settings.js';
import { CommandFailure } from './terminal.js';

/** Loads the facade of `folder`, or of BANYAN_FACADE; fails with every fault. */
export function offlineCatalogue(folder: string | undefined): Catalogue {
  const { settings, environment } = loadSettings();
  const outcome = loadOffline(folder ?? settings.BANYAN_FACADE, offlineEnvironment(environment));
  if (!outcome.ok) throw new CommandFailure(outcome.faults.join('\n'));
  return outcome.value.catalogue;
}
