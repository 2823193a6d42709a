// `banyan check`: everything that is wrong with a facade folder, offline, or compared with the real servers.
import { Command } from 'commander';
import { offlineEnvironment } from '../composition/facade-environment.js';
import { loadOffline } from '../composition/load-catalogue.js';
import { effectGuarantees } from '../facade/writing/effect-guarantees.js';
import { renderFaults } from '../facade/loading/render-faults.js';
import { checkLive } from './check-live.js';
import { loadSettings } from './load-settings.js';
import { CommandFailure, say } from './terminal.js';

/** Exit code 0 when the facade can be served, 1 when it cannot or differs from its servers. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check a facade folder; with --live also against its servers')
    .argument('[folder]', 'facade folder (default: BANYAN_FACADE)')
    .option('--live', 'ask the servers: compare views, columns and types, and rewrite shape.lock.yaml', false)
    .action(async (folder: string | undefined, options: { live: boolean }) => {
      const { settings, environment } = loadSettings();
      const path = folder ?? settings.BANYAN_FACADE;
      const broken = options.live ? await checkLive(path, settings, environment) : false;
      const outcome = loadOffline(path, offlineEnvironment(environment));
      if (!outcome.ok) throw new CommandFailure(outcome.faults.join('\n'));
      const { catalogue, warnings } = outcome.value;
      if (warnings.length > 0) say(renderFaults(warnings));
      const counts = catalogue.versions.map((version) => version.operations.length + version.writes.length);
      const operations = counts.reduce((sum, count) => sum + count, 0);
      for (const { text } of effectGuarantees(catalogue)) say(`  ${text}`);
      say(`${path}: sound. ${catalogue.resources.size} resources, ${operations} operations.`);
      if (broken) throw new CommandFailure('The servers differ from what this facade was made for; see above.');
    });
}
