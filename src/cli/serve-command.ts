// `banyan serve`: the gateway alone, for real servers. Logs go to standard output.
import { Command } from 'commander';
import { loadSettings } from './load-settings.js';
import { runGateway, stopSignal } from './run-gateway.js';

/** Serves until SIGTERM or SIGINT. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('serve a facade; its servers are named by its YAML and the environment')
    .argument('[folder]', 'facade folder (default: BANYAN_FACADE)')
    .action(async (folder: string | undefined) => {
      const { settings, environment } = loadSettings(folder === undefined ? {} : { BANYAN_FACADE: folder });
      // Heard from the first moment: a source that is slow to say how it is must not keep a stop from being a clean one.
      const stopped = stopSignal();
      const { gateway } = await runGateway(settings, environment);
      await Promise.race([gateway.probed(), stopped]);
      await gateway.stop(await stopped);
    });
}
