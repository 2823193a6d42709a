// Opens both sides over a factory for the contract, with real time unless told otherwise, and closes them.
import type { ChannelBinding } from '../../src/facade/binding-of-commands.js';
import type { DropFolders } from '../../src/facade/binding-of-drops.js';
import { systemClock } from '../../src/kernel/clock.js';
import type { DropChannel, DropChannelFactory } from '../../src/legacy/drop-channel.port.js';
import type { Observation } from '../../src/observability/observation.js';
import type { OpenDropsOptions, OpenedDrops } from './drop-channel-fixture.js';

/** What stands in the binding besides folders and capabilities. */
export interface DropPlace {
  readonly url: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly hostKeys?: readonly string[];
  readonly folders: Required<DropFolders>;
}

/** The binding of a channel over this place. */
export function dropBinding(place: DropPlace, { can = {}, without = [] }: OpenDropsOptions = {}): ChannelBinding {
  const named = Object.entries(place.folders).filter(([name]) => !without.some((left) => left === name));
  return {
    name: 'files',
    adapter: 'under test',
    url: place.url,
    options: place.options ?? {},
    drops: {
      folders: { inbox: place.folders.inbox, ...Object.fromEntries(named) },
      can: { list: true, read: true, renameNoOverwrite: true, archive: true, ...can },
      hostKeys: place.hostKeys ?? [],
    },
  };
}

export class DropOpener {
  readonly #open: DropChannel[] = [];

  constructor(private readonly factory: DropChannelFactory) {}

  open(place: DropPlace, options: OpenDropsOptions = {}): OpenedDrops {
    const observed: Observation[] = [];
    const sides = this.factory(dropBinding(place, options), {
      observe: (observation) => observed.push(observation),
      sessions: options.sessions ?? 2,
      connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
      stallTimeoutMs: options.stallTimeoutMs ?? 5_000,
      now: options.now ?? (() => systemClock.now()),
      after: options.after ?? ((ms, call) => systemClock.after(ms, call)),
      reached: options.reached ?? (() => undefined),
    });
    this.#open.push(sides.drops);
    return { ...sides, observed };
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((channel) => channel.close()));
  }
}
