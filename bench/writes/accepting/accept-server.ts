// The gateway in a process of its own, with one of the compared stores under it; everything else as `npm start` has it.
import { join } from 'node:path';
import { openDataFolder } from '../../../src/composition/data-folder.js';
import { facadeEnvironment } from '../../../src/composition/facade-environment.js';
import { openGateway } from '../../../src/composition/gateway.js';
import { loadForServing } from '../../../src/composition/load-catalogue.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { readSettings } from '../../../src/settings/read-settings.js';
import type { Settings } from '../../../src/settings/settings.js';
import { answerParent } from '../../processes/answer.js';
import { loopDelay } from '../../processes/loop-delay.js';
import { comparedStore } from './stores.js';
import type { AcceptVariant, ComparedStore } from './stores.js';

/** How to start it. */
export interface AcceptStart {
  readonly variant: AcceptVariant;
  /** Folder of its data. */
  readonly folder: string;
  readonly facade: string;
}

/** Nothing listens there: no command gets as far as that. */
const NOWHERE: Readonly<Record<string, string>> = {
  ERP_REPLICA_URL: 'mssql://nobody:nothing@127.0.0.1:1/Contoso?encrypt=false',
  ERP_PROCEDURES_URL: 'mssql://nobody:nothing@127.0.0.1:1/Contoso?encrypt=false',
  ERP_INBOX_URL: 'sftp://nobody:nothing@127.0.0.1:1',
  ERP_INBOX_HOST_KEY: `SHA256:${'A'.repeat(43)}`,
};

let store: ComparedStore | undefined;

/** Resolves to the address of the public listener. */
async function start({ variant, folder, facade }: AcceptStart): Promise<string> {
  const data = openDataFolder(folder);
  store = comparedStore(variant, data.root);
  const loaded = loadForServing(facade, facadeEnvironment(NOWHERE));
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  const gateway = await openGateway({
    settings: settingsFor(folder),
    catalogue: loaded.value.catalogue,
    folder: data,
    clock: systemClock,
    openStore: store.open,
  });
  process.once('SIGTERM', () => void gateway.stop('the benchmark is over').then(() => process.exit(0)));
  const { publicAddress } = await gateway.start();
  return publicAddress;
}

function settingsFor(folder: string): Settings {
  const settings = readSettings({
    BANYAN_DATA: folder,
    BANYAN_PORT: '0',
    BANYAN_ADMIN_PORT: '0',
    BANYAN_TOKEN_LIFETIME: '15m',
    BANYAN_LOG_FILE: join(folder, 'banyan.log'),
  });
  if (!settings.ok) throw new Error(settings.faults.map(({ name, message }) => `${name} ${message}`).join('; '));
  return settings.value;
}

answerParent({ start, loopDelay, rows: () => store?.rows() });
