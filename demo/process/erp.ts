// Starts and stops the whole demonstration ERP: data, replica and primary, heartbeat, control port.
// Both servers stand on one database: the replica says READ_ONLY and refuses writes, and is never behind unless it is told to be.
import { BatchJob } from '../batch/batch-job.js';
import { openJobContext } from '../batch/job-context.js';
import { JobFaults } from '../batch/job-faults.js';
import { JobFolders } from '../batch/job-folders.js';
import { contosoDefinition } from '../contoso/definition.js';
import { ControlServer } from '../control/control-server.js';
import type { Controlled } from '../control/routes.js';
import { controlRoutes } from '../control/routes.js';
import { EffectsLedger } from '../effects/effects-ledger.js';
import { Engine } from '../engine/engine.js';
import { Faults } from '../engine/faults.js';
import { StatementLog } from '../engine/statement-log.js';
import { seedContoso } from '../seed/contoso.js';
import type { Certificate } from './certificate.js';
import { keptCertificate } from './certificate.js';
import type { WantedGrowth } from './data-folder.js';
import { DataFolder, DataFolderError } from './data-folder.js';
import { filesFolder } from './files-folder.js';
import { Heartbeat } from './heartbeat.js';
import { Listener } from './listener.js';
import { keptPasswords, readPasswords } from './passwords.js';

/** Everything that can be chosen about an ERP process. Port 0 takes any free port. */
export interface ErpOptions extends WantedGrowth {
  readonly host: string;
  readonly port: number;
  readonly primaryPort: number;
  /** Left out, there is no control port. */
  readonly controlPort?: number | undefined;
  readonly data: string;
  readonly encryption: 'off' | 'on' | 'required';
  /** Left out: `tls` in the data folder. */
  readonly tlsDir?: string | undefined;
  /** Left out: `passwords.json` in the data folder, made at the first start. */
  readonly passwordsFile?: string | undefined;
  /** Milliseconds between two looks of the batch job into the inbox. Left out: a second. */
  readonly poll?: number | undefined;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** A running ERP. */
export interface RunningErp {
  readonly port: number;
  readonly primaryPort: number;
  readonly controlPort: number | null;
  readonly passwordsFile: string;
  /** The certificate that clients may trust; null without encryption. */
  readonly caFile: string | null;
  /** One JSON line for everything that interfaces really did; see effects-ledger.ts. */
  readonly effectsFile: string;
  /** Whether this start made the data. */
  readonly created: boolean;
  readonly replica: Listener;
  readonly primary: Listener;
  readonly heartbeat: Heartbeat;
  readonly job: BatchJob;
  /** Resolves when every connection is closed and the data folder is free. */
  stop(): Promise<void>;
}

const everySecond = 1000;

/** What has to be undone, in the order in which it was done. */
type Undo = (() => Promise<void> | void)[];

/** Resolves when both servers and the control port listen. When anything fails, what was begun is undone. */
export async function startErp(options: ErpOptions): Promise<RunningErp> {
  const undo: Undo = [];
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    return { ...(await startParts(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(options: ErpOptions, undo: Undo): Promise<Omit<RunningErp, 'stop'>> {
  const folder = DataFolder.hold(options.data);
  undo.push(() => folder.release());
  const passwordsFile = options.passwordsFile ?? folder.file('passwords.json');
  const tlsDir = options.tlsDir ?? folder.file('tls');
  const tls = options.encryption === 'off' ? undefined : await keptCertificate(tlsDir, options.clock);
  const engine = openEngine(options, folder, passwordsFile);
  undo.push(() => engine.close());
  const heartbeat = new Heartbeat(databaseFile(folder), options.clock);
  undo.push(() => heartbeat.stop());
  heartbeat.start();
  const effectsFile = folder.file('effects.jsonl');
  const effects = startEffects(engine, effectsFile, undo);
  const [replica, primary] = await startListeners(options, engine, tls, undo);
  const { job, jobFaults } = startJob(options, engine, undo);
  const controlPort = await startControl(options, { replica, primary, heartbeat, job, jobFaults, effects }, undo);
  const ports = { port: replica.port, primaryPort: primary.port, controlPort };
  const caFile = tls === undefined ? null : `${tlsDir}/cert.pem`;
  const parts = { replica, primary, heartbeat, job };
  return { ...ports, passwordsFile, caFile, effectsFile, created: engine.created, ...parts };
}

function startEffects(engine: Engine, file: string, undo: Undo): EffectsLedger {
  const effects = EffectsLedger.open(engine.file, file);
  undo.push(() => effects.close());
  engine.onCommit = effects.committed;
  return effects;
}

/**
 * The job runs in this process because the database has one writer: here it waits its turn among the procedures, as it
 * would for their locks on SQL Server; from another process it could only find the file busy.
 */
function startJob(
  { data, clock, poll = everySecond }: ErpOptions,
  engine: Engine,
  undo: Undo,
): { readonly job: BatchJob; readonly jobFaults: JobFaults } {
  const { ctx, close } = openJobContext(engine);
  undo.push(close);
  const jobFaults = new JobFaults();
  const job = new BatchJob({ ctx, folders: new JobFolders(filesFolder(data)), faults: jobFaults, clock });
  undo.push(() => job.stop());
  job.start(poll);
  return { job, jobFaults };
}

const databaseFile = (folder: DataFolder): string => folder.file('contoso.db');

function openEngine(options: ErpOptions, folder: DataFolder, passwordsFile: string): Engine {
  const passwords =
    options.passwordsFile === undefined ? keptPasswords(passwordsFile) : readPasswords(options.passwordsFile);
  const growth = folder.growth(options);
  try {
    return Engine.open(databaseFile(folder), contosoDefinition({ passwords, clock: options.clock }), {
      seed: (db) => seedContoso(db, growth),
      clock: options.clock,
    });
  } catch (error) {
    // An update of the demonstration may change its tables; people need to know which folder to delete.
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataFolderError(`The data in ${folder.path} cannot be opened: ${reason}`, { cause: error });
  }
}

async function startListeners(
  { host, port, primaryPort, encryption, clock }: ErpOptions,
  engine: Engine,
  tls: Certificate | undefined,
  undo: Undo,
): Promise<[Listener, Listener]> {
  const start = async (serverName: string, readOnly: boolean, on: number): Promise<Listener> => {
    const listener = new Listener({
      ...{ engine, encryption, serverName, host, clock, faults: new Faults(readOnly), log: new StatementLog(clock) },
      ...(tls === undefined ? {} : { tls }),
    });
    undo.push(() => listener.stop());
    await listener.start(on);
    return listener;
  };
  return [await start('CONTOSO-RO', true, port), await start('CONTOSO', false, primaryPort)];
}

async function startControl({ controlPort }: ErpOptions, parts: Controlled, undo: Undo): Promise<number | null> {
  if (controlPort === undefined) return null;
  const control = new ControlServer(controlRoutes(parts));
  undo.push(() => control.close());
  return control.listen(controlPort);
}
