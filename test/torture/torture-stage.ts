// Sets the stage of a torture run: the demo ERP with its SFTP server, and the demo facade with times a test can wait for.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { contosoCopy } from '../support/running/contoso-copy.js';
import type { Change } from '../support/running/contoso-copy.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import type { RunningErp } from '../support/running/running-erp.js';
import { Supervisor } from './supervisor.js';
import type { Death, Nap } from './supervisor.js';

/** How gateways of this run are started. */
export interface GatewayPlan {
  readonly deaths: Death[];
  readonly naps: readonly Nap[];
  /** Makes the build in the stage's folder; the product as it is by default. */
  readonly build?: (folder: string) => string;
  /** Settings besides the hurried ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** An ERP and a supervised gateway; dispose it at the end. */
export interface TortureStage extends AsyncDisposable {
  readonly erp: RunningErp;
  readonly supervisor: Supervisor;
}

/** Short enough to wait for, long enough for a call on a busy machine. What answers late is not given up. */
const TIMES = {
  BANYAN_CLAIM_LEASE: '2s',
  BANYAN_CHANNEL_GRACE: '300ms',
  BANYAN_DRAIN_TIMEOUT: '2s',
  BANYAN_VERIFY_GIVE_UP: '30m',
  BANYAN_PORT: '0',
  BANYAN_ADMIN_PORT: '0',
  BANYAN_CACHE_BYTES: '0',
};

const HURRIED: readonly Change[] = [
  ['facade.yaml', /(procedures: \{ concurrency: )\d+(, timeout: )\w+/, '$14$21s'],
  ['facade.yaml', /(inbox: \{ concurrency: \d+, timeout: )\w+/, '$16s'],
  // A slow machine has many tries end by their time-out; however many those are, nothing is left to a person.
  ['facade.yaml', /attempts: \d+/g, 'attempts: 100'],
  ['facade.yaml', /backoff: 1s\.\.5m/g, 'backoff: 100ms..4s'],
  ...['orders', 'customers', 'stock-counts'].map((name): Change => [
    `resources/${name}.yaml`,
    /every: \w+/,
    'every: 300ms',
  ]),
];

/** Sets it. Needs a build. */
export async function setTortureStage({ deaths, naps, build, settings }: GatewayPlan): Promise<TortureStage> {
  const own = ownFolder();
  const erp = await startErp();
  const facade = contosoCopy(own.path, HURRIED);
  const data = join(own.path, 'data');
  mkdirSync(data);
  const environment = { ...TIMES, ...settings, BANYAN_FACADE: facade, ...erp.addresses() };
  const supervisor = new Supervisor({ build: build?.(own.path) ?? 'dist', data, environment, naps }, deaths);
  return {
    erp,
    supervisor,
    [Symbol.asyncDispose]: async () => {
      await supervisor[Symbol.asyncDispose]();
      await erp[Symbol.asyncDispose]();
      own[Symbol.dispose]();
    },
  };
}
