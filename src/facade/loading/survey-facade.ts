// What a facade folder needs to know from its servers: the way to its first shape.lock.yaml.
// It must never look at an old lock, so that `check --live` works when the lock is missing, old or broken.
import type { Outcome } from '../../kernel/outcome.js';
import { success } from '../../kernel/outcome.js';
import type { LaneLimits, SourceBinding, ViewName } from '../binding.js';
import type { ChannelBinding } from '../binding-of-commands.js';
import type { Catalogue } from '../catalogue.js';
import type { FacadeFault } from '../facade-fault.js';
import type { ShapesBySource } from '../shapes/locked-shapes.js';
import type { ProceduresByChannel } from '../shapes/procedure-declaration.js';
import { viewNameText } from '../shapes/view-name.js';
import type { FacadeEnvironment } from '../yaml/fill-text.js';
import { FaultList } from '../yaml/fault-list.js';
import { parseYaml } from '../yaml/parse-yaml.js';
import { readFacadeFolder } from './facade-folder.js';
import { outcomeOf, readFacade } from './load-facade.js';
import { readLock } from './read-lock.js';
import type { Lock } from './read-lock.js';

/** The sources and channels of a facade, and the views and procedures it names at each. */
export interface FacadeSurvey {
  /** Without watermarks: their column types are not known yet. */
  readonly sources: ReadonlyMap<string, SourceBinding>;
  readonly lanes: ReadonlyMap<string, LaneLimits>;
  /** Views by source, each once, sorted by name; a source nobody reads from has none. */
  readonly views: ReadonlyMap<string, readonly ViewName[]>;
  readonly channels: ReadonlyMap<string, ChannelBinding>;
  /** Procedures by channel, each once, sorted by name; a channel nobody writes through has none. */
  readonly procedures: ReadonlyMap<string, readonly ViewName[]>;
}

/** Surveys a folder whose files are sound apart from column types. */
export function surveyFacade(folder: string, environment: FacadeEnvironment): Outcome<FacadeSurvey, FacadeFault> {
  const outcome = outcomeOf(readFacade(folder, environment, 'open'));
  return outcome.ok ? success(surveyOf(outcome.value)) : outcome;
}

/** The views that the folder's lock holds now; none when it is missing or has faults. */
export function lockedShapesIn(folder: string): ShapesBySource {
  return lockIn(folder)?.views ?? new Map();
}

/** The procedures that the folder's lock holds now; none when it is missing or has faults. */
export function lockedProceduresIn(folder: string): ProceduresByChannel {
  return lockIn(folder)?.procedures ?? new Map();
}

function lockIn(folder: string): Lock | undefined {
  const faults = new FaultList();
  const parse = (file: Parameters<typeof parseYaml>[0]): ReturnType<typeof parseYaml> =>
    parseYaml(file, (text) => ({ text, filled: [], faults: [] }), faults);
  return readLock(readFacadeFolder(folder, faults).lock, { faults, parse });
}

function surveyOf(catalogue: Catalogue): FacadeSurvey {
  const { sources, lanes, channels } = catalogue;
  const views = viewUses(catalogue);
  const called = procedureUses(catalogue);
  const bare = [...sources].map(([name, source]) => [name, withoutWatermark(source)] as const);
  return {
    sources: new Map(bare),
    lanes,
    views: new Map([...sources.keys()].map((name) => [name, namesAt(name, views)])),
    channels,
    procedures: new Map([...channels.keys()].map((name) => [name, namesAt(name, called)])),
  };
}

/** A name that is used at a source or channel. */
interface Use {
  readonly at: string;
  readonly name: ViewName;
}

function viewUses({ sources, bindings, commandBindings }: Catalogue): readonly Use[] {
  const read = [...bindings.values()].flatMap(({ source, view, children }) =>
    [view, ...children.map((child) => child.view)].map((name) => ({ at: source, name })),
  );
  const watermarks = [...sources.values()].flatMap(({ name, watermark }) =>
    watermark === undefined ? [] : [{ at: name, name: watermark.view }],
  );
  const proofs = [...commandBindings.values()].flatMap(({ delivery: { verify } }) =>
    verify?.kind === 'view' ? [{ at: verify.source, name: verify.view }] : [],
  );
  return [...read, ...watermarks, ...proofs];
}

function procedureUses({ commandBindings }: Catalogue): readonly Use[] {
  return [...commandBindings.values()].flatMap(({ delivery }) => {
    const { verify } = delivery;
    const own = delivery.kind === 'procedure' ? [{ at: delivery.channel, name: delivery.procedure }] : [];
    return verify?.kind === 'procedure' ? [...own, { at: verify.channel, name: verify.procedure }] : own;
  });
}

function namesAt(at: string, uses: readonly Use[]): readonly ViewName[] {
  return sortedOnce(uses.filter((use) => use.at === at).map(({ name }) => name));
}

function sortedOnce(views: readonly ViewName[]): readonly ViewName[] {
  const byName = new Map(views.map((view) => [viewNameText(view), view]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, view]) => view);
}

function withoutWatermark({ name, adapter, url, readOnly, options }: SourceBinding): SourceBinding {
  return { name, adapter, url, readOnly, options };
}
