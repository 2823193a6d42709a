// The legacy side of a running gateway: one source and one lane per binding, and what is known of their freshness.
// It must never connect by itself; the first read or probe does.
import type { LaneLimits } from '../../facade/binding.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Source } from '../../legacy/source.port.js';
import type { Breaker } from '../../protection/breaker/breaker.js';
import type { Lane } from '../../protection/lanes/lane.js';
import { RetryBudget } from '../../protection/retry-budget.js';
import { AsOf } from '../../read/as-of.js';
import type { ReadOutside } from '../../read/read-outside.js';
import { openSourceLane } from './open-lane.js';
import type { LaneParts, OpenLane } from './open-lane.js';
import { SOURCE_ADAPTERS } from './source-adapters.js';

/** What reading reaches outside, with a way to close it. */
export interface LegacySide extends ReadOutside {
  readonly lanes: ReadonlyMap<string, Lane>;
  /** Of the sources that have one. */
  readonly breakers: ReadonlyMap<string, Breaker>;
  readonly close: () => Promise<void>;
}

/** Makes sources and lanes of a catalogue whose sources were checked. */
export function openLegacySide(catalogue: Catalogue, parts: LaneParts): LegacySide {
  const { clock, observe } = parts;
  const sources = new Map<string, Source>();
  const opened = new Map<string, OpenLane>();
  for (const [name, binding] of catalogue.sources) {
    const limits = limitsOf(catalogue, name);
    const create = SOURCE_ADAPTERS.get(binding.adapter)?.create;
    if (create === undefined) throw new RangeError(`no adapter ${binding.adapter}`);
    const { concurrency, timeoutMs } = limits;
    const context = { observe, connections: concurrency, statementTimeoutMs: timeoutMs };
    sources.set(name, create(binding, { ...context, monotonic: () => clock.monotonic() }));
    opened.set(name, openSourceLane(name, limits, parts));
  }
  const lanes = new Map([...opened].map(([name, { lane }]) => [name, lane]));
  const retries = new Map([...opened.keys()].map((name) => [name, new RetryBudget()]));
  const outside = { sources, lanes, retries, clock, observe };
  return {
    ...outside,
    breakers: breakersOf(opened),
    asOf: new AsOf(catalogue.sources, catalogue.lanes, outside),
    close: async () => {
      await Promise.all([...sources.values()].map((source) => source.close()));
      await endCleanly(opened);
    },
  };
}

/** Those that have one, by name. */
export function breakersOf(opened: ReadonlyMap<string, OpenLane>): ReadonlyMap<string, Breaker> {
  return new Map([...opened].flatMap(([name, { breaker }]) => (breaker === undefined ? [] : [[name, breaker]])));
}

/**
 * Takes away the notes of lanes whose adapters are closed. Where a statement was cut off, the next process waits for it as
 * after any other end.
 */
export async function endCleanly(opened: ReadonlyMap<string, OpenLane>): Promise<void> {
  // What ended with its connection gives its slot back in this turn.
  await new Promise(setImmediate);
  const idle = [...opened.values()].filter(({ lane }) => lane.state().running === 0);
  for (const { note } of idle) await note?.clear();
}

function limitsOf(catalogue: Catalogue, source: string): LaneLimits {
  const limits = catalogue.lanes.get(source);
  if (limits === undefined) throw new RangeError(`source ${source} has no limits`);
  return limits;
}
