// `npm run bench`: measures, compares, prints, and ends with 1 when a target is missed. It writes nothing that lasts.
// `-- hits`, `-- outage` and the like run one part.
import { join } from 'node:path';
import { PATIENCE, readArguments } from './arguments.js';
import { CACHED_PARTS, measureCached } from './cached/measure-cached.js';
import { measureMemory } from './cached/memory/measure-memory.js';
import { cacheMemoryReport } from './cached/memory/memory-report.js';
import { measureAdmission } from './measures/admission.js';
import { measureColdRead } from './measures/cold-read.js';
import type { ColdRead, ColdVariant } from './measures/cold-read.js';
import { observeMachine } from './measures/foreign-work.js';
import type { Observed } from './measures/foreign-work.js';
import { measureLimiter } from './measures/limiter.js';
import { measureLatency } from './measures/latency.js';
import type { Rounds } from './measures/sample.js';
import { measureStartUp } from './measures/start-up.js';
import { statementsOf } from './measures/statements-of.js';
import { OTHER_CORE, SERVER_CORE } from './processes/cores.js';
import { MeasuredProcess } from './processes/measured-process.js';
import { startErp } from './processes/running-erp.js';
import { fetchToken, startGateway } from './processes/running-gateway.js';
import { admissionReport } from './report/admission-report.js';
import { coldReport } from './report/cold-report.js';
import { limiterReport } from './report/limiter-report.js';
import { runBenchmark } from './report/run-benchmark.js';
import type { BenchRun } from './report/run-benchmark.js';
import { latencyReport, memoryReport, startUpReport } from './report/single-figures.js';

const LATENCY_SECONDS = 20;
const LIST = 'limit=50';
const ORDER = 'SO-100045';
/** Every read is to reach the ERP. */
const UNCACHED = { BANYAN_CACHE_BYTES: '0' };

interface Serving extends BenchRun {
  readonly data: string;
}

const PARTS = ['limiter', 'start', 'cold', ...CACHED_PARTS, 'memory'] as const;
/** Seconds of the crowd, which is one comparison and no round of one. */
const CROWD = { 'crowd-seconds': 20 };

const { numbers, parts } = readArguments(process.argv.slice(2), { ...PATIENCE, ...CROWD }, PARTS);

async function measureAll(run: BenchRun): Promise<void> {
  const data = join(run.folder, 'data');
  if (parts.has('limiter')) run.tell(limiterReport(await measureLimiter(run.patience.rounds)));
  if (parts.has('memory')) run.tell(cacheMemoryReport(await measureMemory()));
  if (parts.has('start')) run.tell(startUpReport(await measureStartUp(data, run.patience.rounds)));
  if (parts.has('cold')) await measureServing({ ...run, data });
  await measureCached(run, { data, parts, crowdSeconds: numbers['crowd-seconds'] });
}

async function measureServing({ data, folder, patience, tell }: Serving): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const generator = stack.use(new MeasuredProcess({ file: 'bench/processes/generator.js', core: OTHER_CORE }));
  tell(admissionReport(await measureAdmission(generator, { folder, core: SERVER_CORE }, patience)));
  const erp = await startErp(join(data, 'demo'), OTHER_CORE);
  stack.use(erp.process);
  const running = await startGateway({ data, erpUrl: erp.url, environment: UNCACHED, core: SERVER_CORE });
  const gateway = stack.use(running.process);
  const driver = stack.use(new MeasuredProcess({ file: 'bench/processes/bare-driver.js', core: SERVER_CORE }));
  await driver.ask('open', erp.url);
  const token = await fetchToken(running, data);
  const list = { url: `${running.address}/v1/orders?${LIST}`, token };
  const processes = { gateway, driver, generator };
  const observe = (read: ColdRead): Promise<Observed<Rounds<ColdVariant>>> =>
    observeMachine([gateway, driver, generator, erp.process], () => measureColdRead(read, processes, patience));
  const listed = { ...list, statements: statementsOf({ operation: 'orders.list', query: LIST }) };
  tell(coldReport('list of 50 orders', await observe(listed)));
  const got = {
    url: `${running.address}/v1/orders/${ORDER}`,
    token,
    statements: statementsOf({ operation: 'orders.get', query: '', key: ORDER }),
  };
  tell(coldReport('one order with its lines', await observe(got)));
  tell(latencyReport(await measureLatency(generator, list, LATENCY_SECONDS)));
  tell(memoryReport((await gateway.usage()).residentBytes));
}

process.exitCode = await runBenchmark('Benchmark', numbers, measureAll);
