// The demo ERP with its SFTP server, and a gateway that drops files there: three processes that talk as they would in
// production, on times a test can wait for.
import { join } from 'node:path';
import { contosoCopy } from '../support/running/contoso-copy.js';
import type { Change } from '../support/running/contoso-copy.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import type { RunningErp } from '../support/running/running-erp.js';
import { runProgram } from '../support/running/running-program.js';
import { serveGateway } from '../support/running/served-gateway.js';
import type { ServedGateway } from '../support/running/served-gateway.js';

type LogLine = Readonly<Record<string, unknown>>;

/** What a test of drops needs; dispose it at the end. */
export interface DroppingStage extends AsyncDisposable {
  readonly erp: RunningErp;
  readonly gateway: ServedGateway;
  readonly bearer: string;
  /** The gateway's data folder. */
  readonly data: string;
  /** GET at the administration listener, as an operator. */
  admin<Json>(path: string): Promise<Json>;
  /** `banyan …` in a second terminal; resolves to what it printed, rejects with its complaints. */
  banyan(...args: readonly string[]): Promise<string>;
  /** Lines of the gateway's log with this message, as far as they are written: for waiting until there is one. */
  logged(message: string): readonly LogLine[];
  /** All of them until now. */
  allLogged(message: string): Promise<readonly LogLine[]>;
}

const TIMES = {
  BANYAN_CHANNEL_GRACE: '300ms',
  BANYAN_DRAIN_TIMEOUT: '2s',
  BANYAN_VERIFY_GIVE_UP: '1s',
  // What was written is looked for at the ERP.
  BANYAN_CACHE_BYTES: '0',
};

/** Files are closed after this long, unless a test says otherwise. */
export const SOON: readonly Change[] = [
  ['resources/orders.yaml', /every: 2s, records: 500/, 'every: 200ms, records: 500'],
  ['resources/customers.yaml', /every: 2s, records: 500/, 'every: 200ms, records: 500'],
  ['resources/stock-counts.yaml', /every: 2s, records: 100/, 'every: 200ms, records: 100'],
];

/** A publication may take three seconds and is tried again soon, however many have failed: what a breaker does is told elsewhere. */
const PATIENCE: Change = [
  'facade.yaml',
  /(inbox: \{ concurrency: 1, timeout: )60s, retry: \{ attempts: 8, backoff: 1s\.\.5m \}/,
  '$13s, breaker: off, retry: { attempts: 60, backoff: 100ms..300ms }',
];

/** Sets the stage on free ports. `changes` are made to a copy of the demo facade. Needs a build. */
export async function setDroppingStage(
  changes: readonly Change[] = SOON,
  settings: Readonly<Record<string, string>> = {},
): Promise<DroppingStage> {
  const own = ownFolder();
  const facade = contosoCopy(own.path, [PATIENCE, ...changes]);
  const erp = await startErp();
  const data = join(own.path, 'data');
  try {
    const environment = { ...TIMES, BANYAN_FACADE: facade, ...erp.addresses(), ...settings };
    const gateway = await serveGateway(data, environment);
    return { ...(await onStage({ erp, gateway, data })), [Symbol.asyncDispose]: () => strike(erp, gateway, own) };
  } catch (error) {
    await erp[Symbol.asyncDispose]();
    throw error;
  }
}

async function onStage(parts: Pick<DroppingStage, 'erp' | 'gateway' | 'data'>) {
  const { gateway, data } = parts;
  const operator = `Bearer ${gateway.kept('first-administrator.secret')}`;
  const environment = { BANYAN_DATA: data, BANYAN_ADMIN_PORT: new URL(gateway.adminAddress).port };
  return {
    ...parts,
    bearer: await gateway.token(),
    admin: async <Json>(path: string): Promise<Json> => {
      const response = await fetch(gateway.adminAddress + path, { headers: { authorization: operator } });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Json;
    },
    banyan: async (...args: readonly string[]): Promise<string> => {
      const { code, output, complaints } = await runProgram({ args: ['bin/banyan.mjs', ...args], environment });
      if (code !== 0) throw new Error(`banyan ${args.join(' ')} ended with ${String(code)}: ${complaints}`);
      return output;
    },
    logged: (message: string) => linesOf(gateway.program.output, message),
    allLogged: async (message: string) => linesOf(await gateway.told(), message),
  };
}

async function strike(erp: RunningErp, gateway: ServedGateway, own: Disposable): Promise<void> {
  await gateway.program[Symbol.asyncDispose]();
  await erp[Symbol.asyncDispose]();
  own[Symbol.dispose]();
}

/** What stands behind the last line end is a line that is still being written. */
function linesOf(log: string, message: string): readonly LogLine[] {
  return log
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LogLine)
    .filter((line) => line['message'] === message);
}
