// What lanes and breakers keep in the data folder for the next start, and what the last process left there.
import { BreakerFile } from '../../../adapters/folder/breaker-file.js';
import { BusyLaneFiles } from '../../../adapters/folder/busy-lane-files.js';
import type { Observer } from '../../observability/observation.js';
import { KeptBreakers } from '../../protection/breaker/kept-breakers.js';
import type { BusyLanes } from '../../protection/lanes/busy-lanes.port.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { DataFolder } from '../data-folder.js';

/** What is kept for lanes. */
export interface LaneMemory {
  readonly breakers: KeptBreakers;
  readonly busy: BusyLanes;
  /** How long statements of the last process may run on, in milliseconds, by source or channel; empty after a clean end. */
  readonly leftRunning: ReadonlyMap<string, number>;
}

/** What it is opened with. */
export interface LaneMemoryParts {
  readonly folder: Pick<DataFolder, 'breakers' | 'busyLanes'>;
  readonly catalogue: Pick<Catalogue, 'lanes'>;
}

/** Rejects, naming the place, when something that was kept cannot be read. */
export async function openLaneMemory({ folder, catalogue }: LaneMemoryParts, observe: Observer): Promise<LaneMemory> {
  const busy = new BusyLaneFiles(folder.busyLanes);
  const left = await busy.load();
  const breakers = await KeptBreakers.open(new BreakerFile(folder.breakers), observe);
  warnOfStrayHolds(breakers, catalogue, observe);
  return { breakers, busy, leftRunning: new Map(left.map(({ lane, mayRunMs }) => [lane, mayRunMs])) };
}

/** A hold of a name that is gone, or has no breaker any more, keeps nobody away: whoever holds it must hear of that. */
export function warnOfStrayHolds(
  breakers: Pick<KeptBreakers, 'all'>,
  { lanes }: Pick<Catalogue, 'lanes'>,
  observe: Observer,
): void {
  for (const { name, held } of breakers.all()) {
    if (held === undefined || lanes.get(name)?.breaker !== undefined) continue;
    const why = lanes.has(name) ? 'the facade says breaker: off' : 'the facade has no source or channel of that name';
    const text = `${name} is held by ${held.by} since ${held.at} (${held.reason}), but ${why}: nobody is kept away.`;
    observe({ kind: 'warning', topic: 'protection', text });
  }
}
