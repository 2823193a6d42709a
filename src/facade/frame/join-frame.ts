// Everything of facade.yaml, from YAML to the catalogue: systems, sources, channels, limits, plans, versions.
import type { ChannelBinding } from '../binding-of-commands.js';
import type { LaneLimits, SourceBinding } from '../binding.js';
import type { Calendar } from '../calendar.js';
import type { Plan, System, WriteExample } from '../catalogue.js';
import { isDay } from '../checking/is-day.js';
import type { FacadeFile } from '../format/facade-file.js';
import type { LockedShapes } from '../shapes/locked-shapes.js';
import type { Spot } from '../yaml/spot.js';
import { defined } from '../joining/defined.js';
import { joinCalendar } from './join-calendar.js';
import { joinChannels } from './join-channels.js';
import { joinLanes } from './join-lanes.js';
import { joinPlan } from './join-plan.js';
import { joinSource } from './join-source.js';

/** The readable sections of facade.yaml. Those with faults of their own may be missing. */
export type FacadeSections = Partial<FacadeFile>;

/** What facade.yaml brings to the catalogue. */
export interface Frame {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly systems: readonly System[];
  readonly sources: ReadonlyMap<string, SourceBinding>;
  readonly channels: ReadonlyMap<string, ChannelBinding>;
  readonly lanes: ReadonlyMap<string, LaneLimits>;
  readonly calendar?: Calendar;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly examples: readonly string[];
  readonly writeExamples: readonly WriteExample[];
  readonly versions: readonly { readonly name: string; readonly released: string }[];
}

/** Joins facade.yaml; `spot` is the file. */
export function joinFrame(sections: FacadeSections, shapes: LockedShapes | undefined, spot: Spot): Frame {
  const { facade: name = '', title = '', description } = sections;
  const systems = Object.entries(sections.systems ?? {});
  const sources = Object.entries(sections.sources ?? {});
  const plans = Object.entries(sections.plans ?? {});
  checkFrame(sections, spot);
  const channels = joinChannels(sections.channels ?? {}, Object.keys(sections.sources ?? {}), spot.in('channels'));
  return {
    name,
    title,
    ...defined({ description }),
    systems: systems.map(([system, format]) => ({ name: system, title: format.title })),
    sources: new Map(
      sources.map(([source, format]) => [source, joinSource(source, format, shapes, spot.in('sources', source))]),
    ),
    channels,
    lanes: joinLanes(sections, channels.keys(), spot),
    ...defined({ calendar: calendarOf(sections, spot) }),
    plans: new Map(plans.map(([plan, format]) => [plan, joinPlan(plan, format, spot.in('plans', plan))])),
    examples: sections.examples ?? [],
    writeExamples: sections.writeExamples ?? [],
    versions: joinVersions(sections, spot.in('versions')),
  };
}

function checkFrame({ sources }: FacadeSections, spot: Spot): void {
  if (sources !== undefined && Object.keys(sources).length === 0) {
    spot.in('sources').error('must have at least one source.');
  }
}

function calendarOf({ calendar, channels }: FacadeSections, spot: Spot): Calendar | undefined {
  return calendar === undefined ? undefined : joinCalendar(calendar, Object.keys(channels ?? {}), spot.in('calendar'));
}

function joinVersions({ versions }: FacadeSections, spot: Spot): Frame['versions'] {
  const entries = Object.entries(versions ?? {});
  if (versions !== undefined && entries.length === 0) spot.error('must have at least one version, such as v1.');
  return entries.map(([name, { released }]) => {
    if (!isDay(released)) spot.in(name, 'released').error('is no day of the calendar.');
    return { name, released };
  });
}
