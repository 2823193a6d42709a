// Opens SQL Server sources for tests and closes all of them at the end.
import { mssqlSourceFactory } from '../../adapters/mssql/mssql-source-factory.js';
import type { ReadTextFile } from '../../adapters/mssql/settings/connection-target.js';
import type { ReadOnlyProof } from '../../src/facade/binding.js';
import type { Observation } from '../../src/observability/observation.js';
import { systemClock } from '../../src/kernel/clock.js';
import type { OpenedSource, OpenOptions } from './source-fixture.js';

export interface Opening extends OpenOptions {
  readonly url: string;
  readonly readOnly: ReadOnlyProof;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly readFile?: ReadTextFile;
}

const noFile: ReadTextFile = (path) => {
  throw new Error(`no file ${path} in this test`);
};

/** Keeps what it opened. */
export class SourceOpener {
  readonly #opened: OpenedSource[] = [];

  open(opening: Opening): OpenedSource {
    const { url, readOnly, options = {}, readFile = noFile, connections = 4, statementTimeoutMs = 20_000 } = opening;
    const observed: Observation[] = [];
    const source = mssqlSourceFactory(readFile)(
      { name: 'contract', adapter: 'mssql', url, readOnly, options },
      {
        observe: (observation) => observed.push(observation),
        connections,
        statementTimeoutMs,
        monotonic: () => systemClock.monotonic(),
      },
    );
    const opened = { source, observed };
    this.#opened.push(opened);
    return opened;
  }

  /** Closes every source; closing twice is harmless. */
  async close(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map(({ source }) => source.close()));
  }
}
