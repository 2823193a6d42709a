// Which adapters there are for sources. The only place that names them.
import { readFileSync } from 'node:fs';
import { explainMssqlPlan } from '../../../adapters/mssql/explain-plan.js';
import { checkMssqlSource, mssqlSourceFactory } from '../../../adapters/mssql/mssql-source-factory.js';
import type { SourceBinding } from '../../facade/binding.js';
import type { ReadPlan } from '../../legacy/read-plan.js';
import type { Explanation, SourceFactory } from '../../legacy/source.port.js';

/** How the composition sees an adapter. */
export interface SourceAdapter {
  readonly create: SourceFactory;
  /** Every fault of a source's settings, as a sentence; connects to nothing. */
  readonly check: (binding: SourceBinding) => readonly string[];
  /** What a source would send for a plan; needs no source. */
  readonly explain: (plan: ReadPlan) => Explanation;
}

const readText = (path: string): string => readFileSync(path, 'utf8');

/** Adapters by the word a facade uses for them. */
export const SOURCE_ADAPTERS: ReadonlyMap<string, SourceAdapter> = new Map([
  [
    'mssql',
    {
      create: mssqlSourceFactory(readText),
      explain: explainMssqlPlan,
      check: (binding: SourceBinding) => {
        const checked = checkMssqlSource(binding, readText);
        return checked.ok ? [] : checked.faults;
      },
    },
  ],
]);

/** Every fault of every source's settings, each with the source it belongs to. */
export function checkSources(sources: ReadonlyMap<string, SourceBinding>): readonly string[] {
  return [...sources.values()].flatMap((binding) => {
    const adapter = SOURCE_ADAPTERS.get(binding.adapter);
    const faults = adapter?.check(binding) ?? [
      `the adapter "${binding.adapter}" does not exist; there is ${[...SOURCE_ADAPTERS.keys()].join(', ')}`,
    ];
    return faults.map((fault) => `source ${binding.name}: ${fault}`);
  });
}
