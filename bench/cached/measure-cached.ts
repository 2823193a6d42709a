// Everything about the cache that needs the gateway and an ERP behind it: what a hit costs, what a black hole does to it,
// what it spares the ERP.
import { join } from 'node:path';
import { OTHER_CORE } from '../processes/cores.js';
import { MeasuredProcess } from '../processes/measured-process.js';
import { startErp } from '../processes/running-erp.js';
import type { BenchRun } from '../report/run-benchmark.js';
import { crowdReport } from './crowd/crowd-report.js';
import { measureCrowd } from './crowd/measure-crowd.js';
import { hitsReport } from './hits/hits-report.js';
import { measureHits } from './hits/measure-hits.js';
import { measureOutage } from './outage/measure-outage.js';
import { outageReport } from './outage/outage-report.js';

/** The parts of it. */
export const CACHED_PARTS = ['hits', 'outage', 'crowd'] as const;

/** Runs those that were asked for. `data` is where the demo ERP grows its data, or has them. */
export async function measureCached(
  { folder, patience, tell }: BenchRun,
  {
    data,
    parts,
    crowdSeconds,
  }: { readonly data: string; readonly parts: ReadonlySet<string>; readonly crowdSeconds: number },
): Promise<void> {
  if (!CACHED_PARTS.some((part) => parts.has(part))) return;
  await using stack = new AsyncDisposableStack();
  const erp = await startErp(join(data, 'demo'), OTHER_CORE);
  stack.use(erp.process);
  const generator = stack.use(new MeasuredProcess({ file: 'bench/processes/generator.js', core: OTHER_CORE }));
  const pacer = stack.use(new MeasuredProcess({ file: 'bench/calling/paced-generator.js', core: OTHER_CORE }));
  const frame = { folder, erp, generator, pacer };
  if (parts.has('hits')) tell(hitsReport(await measureHits(frame, patience)));
  if (parts.has('outage')) tell(outageReport(await measureOutage(frame, patience)));
  if (parts.has('crowd')) tell(crowdReport(await measureCrowd(frame, crowdSeconds)));
}
