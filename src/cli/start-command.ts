// `banyan start`: what `npm start` does. The demo ERP where the facade needs one and nobody names another, then the
// gateway, then one screen that says what to do next.
import { join, relative } from 'node:path';
import { Command } from 'commander';
import { offlineEnvironment } from '../composition/facade-environment.js';
import { openDataFolder } from '../composition/data-folder.js';
import { loadFacade } from '../facade/loading/load-facade.js';
import type { Environment } from '../settings/read-settings.js';
import type { Settings } from '../settings/settings.js';
import { startDemoErp } from './demo-erp.js';
import type { DemoErp } from './demo-erp.js';
import { DEMO_VARIABLE, forgetDemoAddresses, noteDemoAddresses } from './demo-files.js';
import { loadSettings } from './load-settings.js';
import { runGateway, stopSignal } from './run-gateway.js';
import type { RunningGateway } from './run-gateway.js';
import { say } from './terminal.js';
import { welcomeScreen } from './welcome-screen.js';

/** Starts everything and stops it on Ctrl-C. */
export function startCommand(): Command {
  return new Command('start')
    .description('start the gateway, with the demo ERP when nothing else is configured')
    .action(start);
}

/** The whole command. */
export async function start(): Promise<void> {
  const loaded = withLogFile(loadSettings().environment);
  const { settings, environment } = loadSettings(loaded);
  const stopped = stopSignal();
  const demo = wantsDemo(settings, environment) ? await startDemo(settings) : undefined;
  try {
    const addresses = demo?.addresses ?? {};
    const running = await runGateway(forDemo(settings, demo, environment), { ...environment, ...addresses });
    await showScreen(running, settings, demo);
    await running.gateway.stop(await stopped);
  } finally {
    if (demo !== undefined) await stopDemo(demo, settings);
  }
  say('Stopped.');
}

/** The screen is for reading, so the log goes to a file unless somebody has chosen one. */
function withLogFile(environment: Environment): Environment {
  const { settings } = loadSettings(environment);
  return settings.BANYAN_LOG_FILE === undefined ? { BANYAN_LOG_FILE: join(settings.BANYAN_DATA, 'banyan.log') } : {};
}

function wantsDemo(settings: Settings, environment: Environment): boolean {
  if (settings.BANYAN_DEMO !== 'auto') return settings.BANYAN_DEMO === 'on';
  return environment[DEMO_VARIABLE] === undefined && asksForDemo(settings.BANYAN_FACADE, environment);
}

function asksForDemo(folder: string, environment: Environment): boolean {
  let asked = false;
  const offline = offlineEnvironment(environment);
  const lookup = (name: string): string | undefined => {
    asked ||= name === DEMO_VARIABLE;
    return offline.lookup(name);
  };
  loadFacade(folder, { ...offline, lookup });
  return asked;
}

/** The demo ERP ends with the gateway that started it, so no call of a former one is running anywhere. */
const DEMO_GRACE_MS = 1_000;

function forDemo(settings: Settings, demo: DemoErp | undefined, environment: Environment): Settings {
  const chosen = demo === undefined || environment['BANYAN_CHANNEL_GRACE'] !== undefined;
  return chosen ? settings : { ...settings, BANYAN_CHANNEL_GRACE: DEMO_GRACE_MS };
}

async function startDemo(settings: Settings): Promise<DemoErp> {
  const { demo: folder } = openDataFolder(settings.BANYAN_DATA);
  const erp = await startDemoErp(folder);
  noteDemoAddresses(folder, erp.addresses);
  return erp;
}

async function stopDemo(erp: DemoErp, settings: Settings): Promise<void> {
  forgetDemoAddresses(openDataFolder(settings.BANYAN_DATA).demo);
  await erp.stop();
}

async function showScreen(running: RunningGateway, settings: Settings, demo: DemoErp | undefined): Promise<void> {
  const troubles = await running.gateway.probed();
  const logFile = settings.BANYAN_LOG_FILE ?? '';
  say(
    welcomeScreen({
      catalogue: running.loaded.catalogue,
      addresses: running.addresses,
      firstClient: running.gateway.firstClient,
      firstAdministrator: running.gateway.firstAdministrator,
      atTerminal: process.stdout.isTTY,
      logFile: relative(process.cwd(), logFile) || logFile,
      controlPort: demo?.controlPort,
      troubles,
    }),
  );
}
