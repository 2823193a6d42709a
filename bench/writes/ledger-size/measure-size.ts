// The ledger beside a long past, against an empty one: appending and claiming.
import { join } from 'node:path';
import { observeMachine } from '../../measures/foreign-work.js';
import type { Observed } from '../../measures/foreign-work.js';
import { alternate, sample } from '../../measures/sample.js';
import type { Done, Patience, Rounds, Sample } from '../../measures/sample.js';
import { MeasuredProcess } from '../../processes/measured-process.js';
import { growPast } from './settled-past.js';

/** Settled commands of the long past. */
export const SETTLED = 1_000_000;

/** Pieces of one sample, the same on both sides: time would give the faster one more rows to carry. */
const PIECES = { append: 20_000, claim: 10_000 } as const;

export type LedgerWork = keyof typeof PIECES;
export type PastVariant = 'empty' | 'long past';

/** Where to measure. */
export interface SizeFrame {
  readonly folder: string;
  readonly core: number;
}

/** Measures both kinds of work; appends come first, so that there is something to claim. */
export async function measureSize(
  { folder, core }: SizeFrame,
  patience: Patience,
): Promise<Readonly<Record<LedgerWork, Observed<Rounds<PastVariant>>>>> {
  const long = join(folder, 'long-past');
  await growPast(long, SETTLED);
  await using ledgers = new AsyncDisposableStack();
  const open = async (at: string): Promise<MeasuredProcess> => {
    const ledger = ledgers.use(new MeasuredProcess({ file: 'bench/writes/ledger-size/ledger-process.js', core }));
    await ledger.ask('open', at);
    return ledger;
  };
  const [empty, full] = [await open(join(folder, 'empty')), await open(long)];
  const variants = (work: LedgerWork) => ({
    empty: () => measure(empty, work),
    'long past': () => measure(full, work),
  });
  const compare = (work: LedgerWork): Promise<Observed<Rounds<PastVariant>>> =>
    observeMachine([empty, full], () => alternate(variants(work), patience));
  return { append: await compare('append'), claim: await compare('claim') };
}

function measure(ledger: MeasuredProcess, work: LedgerWork): Promise<Sample> {
  return sample(ledger, () => ledger.ask<Done>(work, PIECES[work]));
}
