// The legacy side of a running gateway: one source and one lane per binding, and what is known of their freshness.
// It must never connect by itself; the first read or probe does.
import type { LaneLimits } from '../../facade/binding.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Clock } from '../../kernel/clock.js';
import type { Source } from '../../legacy/source.port.js';
import type { Observer } from '../../observability/observation.js';
import { Lane } from '../../protection/lane.js';
import { AsOf } from '../../read/as-of.js';
import type { ReadOutside } from '../../read/read-outside.js';
import { SOURCE_ADAPTERS } from './source-adapters.js';

/** What reading reaches outside, with a way to close it. */
export interface LegacySide extends ReadOutside {
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly close: () => Promise<void>;
}

/** Makes sources and lanes of a catalogue whose sources were checked. */
export function openLegacySide(catalogue: Catalogue, clock: Clock, observe: Observer): LegacySide {
  const sources = new Map<string, Source>();
  const lanes = new Map<string, Lane>();
  for (const [name, binding] of catalogue.sources) {
    const limits = limitsOf(catalogue, name);
    const create = SOURCE_ADAPTERS.get(binding.adapter)?.create;
    if (create === undefined) throw new RangeError(`no adapter ${binding.adapter}`);
    const { concurrency, queue, waitMs, timeoutMs } = limits;
    const context = { observe, connections: concurrency, statementTimeoutMs: timeoutMs };
    sources.set(name, create(binding, { ...context, monotonic: () => clock.monotonic() }));
    lanes.set(name, new Lane({ name, concurrency, queue, waitMs }, clock, observe));
  }
  const outside = { sources, lanes, clock, observe };
  return {
    ...outside,
    asOf: new AsOf(catalogue.sources, catalogue.lanes, outside),
    close: async () => {
      await Promise.all([...sources.values()].map((source) => source.close()));
    },
  };
}

function limitsOf(catalogue: Catalogue, source: string): LaneLimits {
  const limits = catalogue.lanes.get(source);
  if (limits === undefined) throw new RangeError(`source ${source} has no limits`);
  return limits;
}
