// Reads the texts of a facade folder into a catalogue: parse, check against the formats, join, check what joining shows.
// It must never stop at a fault; a part that cannot be read is left out, and everything else is still checked.
import type { Catalogue } from '../catalogue.js';
import type { ChannelBinding } from '../binding-of-commands.js';
import type { Field } from '../contract.js';
import { warnOfClosedReads } from '../checking/closed-reads.js';
import { checkExamples } from '../checking/check-examples.js';
import { checkWriteExamples } from '../checking/check-write-examples.js';
import type { Writable } from '../checking/check-write-examples.js';
import { checkNamesApart } from '../dropping/check-names-apart.js';
import { compareFaults } from '../facade-fault.js';
import type { FacadeFault } from '../facade-fault.js';
import { facadeFile } from '../format/facade-file.js';
import { joinFrame } from '../frame/join-frame.js';
import { joinCatalogue } from '../joining/join-catalogue.js';
import { joinResource } from '../joining/join-resource.js';
import type { JoinedResource } from '../joining/join-resource.js';
import type { KnownResource, Landscape } from '../joining/landscape.js';
import { LockedShapes } from '../shapes/locked-shapes.js';
import { fillText } from '../yaml/fill-text.js';
import type { FacadeEnvironment, FilledValue } from '../yaml/fill-text.js';
import type { FaultList } from '../yaml/fault-list.js';
import { LocatedDocument } from '../yaml/located-document.js';
import { maskFilled } from '../yaml/mask-filled.js';
import { parseYaml } from '../yaml/parse-yaml.js';
import { Spot } from '../yaml/spot.js';
import { FACADE_FILE } from './facade-folder.js';
import type { FacadeTexts } from './facade-folder.js';
import { layoutUsers, warnOfUnused } from './layout-users.js';
import type { LoadContext } from './load-context.js';
import { readLayoutFile } from './read-layout-file.js';
import { readLock } from './read-lock.js';
import { readResource } from './read-resource.js';
import type { ResourceDraft } from './read-resource.js';
import { readSections } from './read-sections.js';

/** Whether columns are looked up in the lock, or left open because a server is about to be asked. */
export type ShapeUse = 'locked' | 'open';

/** What came of reading: every fault, and a catalogue that is only to be trusted when none is an error. */
export interface ReadFacade {
  readonly catalogue: Catalogue;
  readonly faults: readonly FacadeFault[];
}

/** Never throws. `faults` are in the order of their places; values from `environment` do not occur in them. */
export function loadTexts(
  texts: FacadeTexts,
  environment: FacadeEnvironment,
  found: FaultList,
  use: ShapeUse,
): ReadFacade {
  const filled: FilledValue[] = [];
  const fill = (text: string): ReturnType<typeof fillText> => {
    const result = fillText(text, environment);
    filled.push(...result.filled);
    return result;
  };
  const context: LoadContext = { faults: found, parse: (file) => parseYaml(file, fill, found) };
  const catalogue = loadCatalogue(texts, context, use);
  const faults = found.all().map((fault) => maskFilled(fault, filled));
  return { catalogue, faults: faults.sort(compareFaults) };
}

function loadCatalogue(texts: FacadeTexts, context: LoadContext, use: ShapeUse): Catalogue {
  const lock = use === 'locked' ? readLock(texts.lock, context) : undefined;
  const locked = lock === undefined ? undefined : new LockedShapes(lock.views, lock.procedures);
  const facade = texts.facade === undefined ? undefined : context.parse(texts.facade);
  const sections = facade === undefined ? {} : readSections(facadeFile, facade, context.faults);
  const drafts = texts.resources.map((file) => readResource(file, context));
  const layouts = texts.layouts.map((file) => readLayoutFile(file, context));
  const users = layoutUsers(drafts);
  warnOfUnused(layouts, users, drafts);
  const document = facade ?? new LocatedDocument(FACADE_FILE, [], undefined, new Map());
  const spot = new Spot(document, context.faults);
  const frame = joinFrame(sections, locked, spot);
  const landscape: Landscape = {
    systems: facade === undefined ? undefined : namesUnder(facade, 'systems'),
    sources: facade?.has(['sources']) === true ? namesUnder(facade, 'sources') : undefined,
    channels: facade === undefined ? undefined : channelsIn(facade, frame.channels),
    keys: new Map(drafts.map((draft) => [draft.name, keyOf(draft)])),
    resources: new Map(drafts.flatMap(knownResource)),
    layouts: { drafts: new Map(layouts.map(({ name, draft }) => [name, draft])), users },
    shapes: locked,
  };
  checkExamples(frame.examples, [...landscape.keys.keys()], spot.in('examples'));
  warnOfClosedReads(
    frame.calendar,
    drafts.map(({ sound }) => sound?.resource),
    spot.in('calendar'),
  );
  const resources = drafts.flatMap(({ sound }) =>
    sound === undefined ? [] : [joinResource(sound.resource, sound.sections, landscape, sound.spot)],
  );
  checkWriteExamples(frame.writeExamples, writableIn(resources, drafts, context.faults), spot.in('writeExamples'));
  const deliveries = resources.flatMap(({ writes }) => writes.map(({ binding }) => binding.delivery));
  checkNamesApart(
    deliveries.filter((delivery) => delivery.kind === 'drop'),
    landscape.layouts.drafts,
  );
  return joinCatalogue(frame, resources);
}

/** What can be created, by operation id; undefined for what stands in a file that has errors. */
function writableIn(joined: readonly JoinedResource[], drafts: readonly ResourceDraft[], faults: FaultList): Writable {
  const errors = faults.all().filter(({ severity }) => severity === 'error');
  const faulty = new Set(errors.map(({ file }) => file));
  const unread = drafts
    .filter(({ name }) => faulty.has(`resources/${name}.yaml`))
    .map(({ name }) => [`${name}.create`, undefined] as const);
  const read = joined.flatMap(({ resource, writes }) =>
    writes.map(({ operation }) => [operation.id, { resource, operation }] as const),
  );
  return new Map([...read.filter(([, { operation }]) => operation.kind === 'create'), ...unread]);
}

/** The names in a top-level block, also those whose own block has faults. */
function namesUnder(document: LocatedDocument, part: string): ReadonlySet<string> {
  const names = [...document.marks()].flatMap(({ path }) =>
    path.length === 2 && path[0] === part ? [String(path[1])] : [],
  );
  return new Set(names);
}

function keyOf({ sound }: ResourceDraft): Field | undefined {
  return sound?.resource.fields.find((field) => field.name === sound.resource.key);
}

function knownResource({ name, sound }: ResourceDraft): readonly (readonly [string, KnownResource])[] {
  if (sound === undefined) return [];
  const isReadable = sound.sections.operations?.get !== undefined || sound.spot.in('operations', 'get').isWritten;
  return [[name, { resource: sound.resource, isReadable }]];
}

/** Every channel that is written; undefined for those that could not be read. */
function channelsIn(
  document: LocatedDocument,
  joined: ReadonlyMap<string, ChannelBinding>,
): ReadonlyMap<string, ChannelBinding | undefined> {
  return new Map([...namesUnder(document, 'channels')].map((name) => [name, joined.get(name)]));
}
