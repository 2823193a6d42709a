// Runs a gateway until it is told to stop: the part that `start` and `serve` have in common.
// It must never end while a request is being answered, unless the drain time is over.
import { dirname } from 'node:path';
import { mkdirSync } from 'node:fs';
import { facadeEnvironment } from '../composition/facade-environment.js';
import { openDataFolder } from '../composition/data-folder.js';
import { openGateway } from '../composition/gateway.js';
import type { Gateway } from '../composition/gateway.js';
import { loadForServing } from '../composition/load-catalogue.js';
import type { LoadedCatalogue } from '../composition/load-catalogue.js';
import { systemClock } from '../kernel/clock.js';
import type { Environment } from '../settings/read-settings.js';
import type { Settings } from '../settings/settings.js';
import { CommandFailure } from './terminal.js';

/** A gateway that serves, and what the screen says about it. */
export interface RunningGateway {
  readonly gateway: Gateway;
  readonly loaded: LoadedCatalogue;
  readonly addresses: { readonly publicAddress: string; readonly adminAddress: string };
}

/** Loads, opens and starts; fails with every fault as text. */
export async function runGateway(settings: Settings, environment: Environment): Promise<RunningGateway> {
  const loaded = loadForServing(settings.BANYAN_FACADE, facadeEnvironment(environment));
  if (!loaded.ok) throw new CommandFailure(loaded.faults.join('\n'));
  const folder = openDataFolder(settings.BANYAN_DATA);
  if (settings.BANYAN_LOG_FILE !== undefined) mkdirSync(dirname(settings.BANYAN_LOG_FILE), { recursive: true });
  const { catalogue } = loaded.value;
  const gateway = await openGateway({ settings, catalogue, folder, clock: systemClock });
  try {
    return { gateway, loaded: loaded.value, addresses: await gateway.start() };
  } catch (error) {
    await gateway.stop('could not start');
    throw new CommandFailure(startFailure(error, settings));
  }
}

function startFailure(error: unknown, settings: Settings): string {
  if (!(error instanceof Error)) return String(error);
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return error.message;
  return (
    `The address is taken: ${error.message}. Stop what listens there, or choose other ports with BANYAN_PORT ` +
    `(now ${settings.BANYAN_PORT}) and BANYAN_ADMIN_PORT (now ${settings.BANYAN_ADMIN_PORT}).`
  );
}

/**
 * Resolves with the signal's name at the first SIGINT or SIGTERM. A second SIGINT ends the process at once: that is a person
 * who waits. A second SIGTERM changes nothing: whoever runs programs says it twice at times, and requests are being answered.
 */
export function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = (name: NodeJS.Signals): void => {
      if (asked && name === 'SIGINT') process.exit(1);
      asked = true;
      resolve(name);
    };
    process.on('SIGINT', ask);
    process.on('SIGTERM', ask);
  });
}
