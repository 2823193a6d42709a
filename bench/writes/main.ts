// `npm run bench:writes`: measures, compares, prints, and ends with 1 when a target is missed. It writes nothing that
// lasts. `-- accepts`, `-- size` and `-- drops` run one part.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeasuredProcess } from '../processes/measured-process.js';
import type { Section } from '../report/cold-report.js';
import { machine } from '../report/machine.js';
import { verdictOf } from '../report/targets.js';
import type { Target } from '../report/targets.js';
import { verdicts } from '../report/verdicts.js';
import { acceptReport, keptReport } from './accepting/accept-report.js';
import { measureAccepts } from './accepting/measure-accepts.js';
import { dropsReport } from './dropping/drops-report.js';
import { measureDrops } from './dropping/measure-drops.js';
import { heldFacade } from './facade-copies.js';
import { measureSize } from './ledger-size/measure-size.js';
import { sizeReport } from './ledger-size/size-report.js';
import { readWriteArguments } from './write-arguments.js';
import type { WriteArguments } from './write-arguments.js';

/** What is measured has core 0 for itself; whatever it works with shares core 1. */
const SERVER_CORE = 0;
const OTHER_CORE = 1;
const GENERATOR = { file: 'bench/writes/calling/write-generator.js', core: OTHER_CORE };

const print = (text: string): void => void process.stdout.write(`${text}\n\n`);

async function main({ parts, patience }: WriteArguments): Promise<number> {
  print(`# Benchmark of writes\n\n${machine()}. ${patience.rounds} rounds of ${patience.seconds} s.`);
  const folder = mkdtempSync(join(tmpdir(), 'banyan-bench-'));
  const targets: Target[] = [];
  const tell = (section: Section): void => {
    print(section.text);
    targets.push(...section.targets);
  };
  try {
    const run = { folder, patience, tell };
    if (parts.has('accepts')) await benchAccepts(run);
    if (parts.has('size')) await benchSize(run);
    if (parts.has('drops')) await benchDrops(run);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  print(verdicts(targets));
  return targets.some((target) => verdictOf(target) === 'missed') ? 1 : 0;
}

interface Run extends Pick<WriteArguments, 'patience'> {
  readonly folder: string;
  readonly tell: (section: Section) => void;
}

async function benchAccepts({ folder, patience, tell }: Run): Promise<void> {
  await using generator = new MeasuredProcess(GENERATOR);
  const frame = { generator, folder, facade: heldFacade(join(folder, 'held-facade')), core: SERVER_CORE };
  print(keptReport(await measureAccepts(frame, patience, (rounds) => tell(acceptReport(rounds)))));
}

async function benchSize({ folder, patience, tell }: Run): Promise<void> {
  const { append, claim } = await measureSize({ folder: join(folder, 'size'), core: SERVER_CORE }, patience);
  tell(sizeReport('append', append));
  tell(sizeReport('claim', claim));
}

async function benchDrops({ folder, tell }: Run): Promise<void> {
  await using generator = new MeasuredProcess(GENERATOR);
  const cores = { serverCore: SERVER_CORE, otherCore: OTHER_CORE };
  tell(dropsReport(await measureDrops({ generator, folder: join(folder, 'drops'), ...cores })));
}

process.exitCode = await main(readWriteArguments(process.argv.slice(2)));
