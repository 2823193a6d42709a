// `npm run bench:writes`: measures, compares, prints, and ends with 1 when a target is missed. It writes nothing that
// lasts. `-- accepts`, `-- size` and `-- drops` run one part.
import { join } from 'node:path';
import { PATIENCE, readArguments } from '../arguments.js';
import { OTHER_CORE, SERVER_CORE } from '../processes/cores.js';
import { MeasuredProcess } from '../processes/measured-process.js';
import { print, runBenchmark } from '../report/run-benchmark.js';
import type { BenchRun } from '../report/run-benchmark.js';
import { acceptReport, keptReport, SLOW_DISK_SKIPPED, slowDiskReport } from './accepting/accept-report.js';
import { measureAccepts } from './accepting/measure-accepts.js';
import { canSlowDown, measureSlowDisk } from './accepting/slow-disk.js';
import { dropsReport } from './dropping/drops-report.js';
import { measureDrops } from './dropping/measure-drops.js';
import { heldFacade } from '../facades/facade-copies.js';
import { measureSize } from './ledger-size/measure-size.js';
import { sizeReport } from './ledger-size/size-report.js';

const GENERATOR = { file: 'bench/writes/calling/write-generator.js', core: OTHER_CORE };

async function benchAccepts({ folder, patience, tell }: BenchRun): Promise<void> {
  await using generator = new MeasuredProcess(GENERATOR);
  const frame = { generator, folder, facade: heldFacade(join(folder, 'held-facade')), core: SERVER_CORE };
  print(keptReport(await measureAccepts(frame, patience, (rounds) => tell(acceptReport(rounds)))));
  if (canSlowDown()) tell(slowDiskReport(await measureSlowDisk(frame, patience)));
  else print(SLOW_DISK_SKIPPED);
}

async function benchSize({ folder, patience, tell }: BenchRun): Promise<void> {
  const { append, claim } = await measureSize({ folder: join(folder, 'size'), core: SERVER_CORE }, patience);
  tell(sizeReport('append', append));
  tell(sizeReport('claim', claim));
}

async function benchDrops({ folder, tell }: BenchRun): Promise<void> {
  await using generator = new MeasuredProcess(GENERATOR);
  const cores = { serverCore: SERVER_CORE, otherCore: OTHER_CORE };
  tell(dropsReport(await measureDrops({ generator, folder: join(folder, 'drops'), ...cores })));
}

const { parts, numbers } = readArguments(process.argv.slice(2), PATIENCE, ['accepts', 'size', 'drops']);
process.exitCode = await runBenchmark('Benchmark of writes', numbers, async (run) => {
  if (parts.has('accepts')) await benchAccepts(run);
  if (parts.has('size')) await benchSize(run);
  if (parts.has('drops')) await benchDrops(run);
});
