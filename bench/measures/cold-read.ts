// Reads that reach the ERP: through the gateway, and the same statements through a bare mssql pool.
import type { MeasuredProcess } from '../processes/measured-process.js';
import type { BareResult, BareRun, BareStatement } from '../processes/bare-driver.js';
import type { Load, LoadResult } from '../processes/generator.js';
import { alternate, sample } from './sample.js';
import type { Done, Patience, Rounds } from './sample.js';

/** What is compared. */
export type ColdVariant = 'driver alone' | 'driver + JSON' | 'gateway';

/** One kind of read. */
export interface ColdRead {
  readonly url: string;
  readonly token: string;
  readonly statements: readonly BareStatement[];
}

/** The processes that take part. */
export interface ColdProcesses {
  readonly gateway: MeasuredProcess;
  readonly driver: MeasuredProcess;
  readonly generator: MeasuredProcess;
}

const CONCURRENCY = 8;

/** Measures one kind of read in all variants. */
export function measureColdRead(
  read: ColdRead,
  { gateway, driver, generator }: ColdProcesses,
  patience: Patience,
): Promise<Rounds<ColdVariant>> {
  const bare =
    (stringify: boolean) =>
    (seconds: number): Promise<Done> =>
      driver.ask<BareResult>('run', {
        statements: read.statements,
        seconds,
        concurrency: CONCURRENCY,
        stringify,
      } satisfies BareRun);
  const load = (seconds: number): Promise<Done> =>
    generator.ask<LoadResult>('load', {
      url: read.url,
      token: read.token,
      connections: CONCURRENCY,
      seconds,
    } satisfies Load);
  return alternate(
    {
      'driver alone': (seconds) => sample(driver, () => bare(false)(seconds)),
      'driver + JSON': (seconds) => sample(driver, () => bare(true)(seconds)),
      gateway: (seconds) => sample(gateway, () => load(seconds)),
    },
    patience,
  );
}
