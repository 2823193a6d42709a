// The protection table, from YAML to the catalogue: a row for every source and every channel, written or not.
import type { LaneLimits } from '../binding.js';
import type { FacadeFile } from '../format/facade-file.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { joinChannelLane, joinLane } from './join-lane.js';

type Row = NonNullable<FacadeFile['protection']>[string];

/** The limits by name; `channels` are those that are served, `spot` is facade.yaml. */
export function joinLanes(
  sections: Partial<FacadeFile>,
  channels: Iterable<string>,
  spot: Spot,
): ReadonlyMap<string, LaneLimits> {
  const protection = sections.protection ?? {};
  reportStrangers(sections, spot);
  const place = spot.in('protection');
  const rowOf = (name: string): Row => (Object.hasOwn(protection, name) ? (protection[name] ?? {}) : {});
  return new Map([
    ...[...channels].map((name) => [name, joinChannelLane(rowOf(name), place.in(name))] as const),
    ...Object.keys(sections.sources ?? {}).map((name) => [name, joinLane(rowOf(name), place.in(name))] as const),
  ]);
}

function reportStrangers(sections: Partial<FacadeFile>, spot: Spot): void {
  if (sections.sources === undefined) return;
  const known = [...Object.keys(sections.sources), ...Object.keys(sections.channels ?? {})];
  for (const name of Object.keys(sections.protection ?? {})) {
    if (known.includes(name) || ['sources', 'channels'].some((part) => spot.in(part, name).isWritten)) continue;
    const there = `There are: ${known.join(', ')}.`;
    spot
      .in('protection', name)
      .errorAtKey(`no source or channel is called "${name}".${didYouMean(name, known)} ${there}`);
  }
}
