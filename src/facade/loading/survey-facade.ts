// What a facade folder needs to know from its servers: the way to its first shape.lock.yaml.
// It must never look at an old lock, so that `check --live` works when the lock is missing, old or broken.
import type { Outcome } from '../../kernel/outcome.js';
import { success } from '../../kernel/outcome.js';
import type { LaneLimits, SourceBinding, ViewName } from '../binding.js';
import type { Catalogue } from '../catalogue.js';
import type { FacadeFault } from '../facade-fault.js';
import type { ShapesBySource } from '../shapes/locked-shapes.js';
import { viewNameText } from '../shapes/view-name.js';
import type { FacadeEnvironment } from '../yaml/fill-text.js';
import { FaultList } from '../yaml/fault-list.js';
import { parseYaml } from '../yaml/parse-yaml.js';
import { readFacadeFolder } from './facade-folder.js';
import { outcomeOf, readFacade } from './load-facade.js';
import { readLock } from './read-lock.js';

/** The sources of a facade and the views it names at each. */
export interface FacadeSurvey {
  /** Without watermarks: their column types are not known yet. */
  readonly sources: ReadonlyMap<string, SourceBinding>;
  readonly lanes: ReadonlyMap<string, LaneLimits>;
  /** Views by source, each once, sorted by name; a source nobody reads from has none. */
  readonly views: ReadonlyMap<string, readonly ViewName[]>;
}

/** Surveys a folder whose files are sound apart from column types. */
export function surveyFacade(folder: string, environment: FacadeEnvironment): Outcome<FacadeSurvey, FacadeFault> {
  const outcome = outcomeOf(readFacade(folder, environment, 'open'));
  return outcome.ok ? success(surveyOf(outcome.value)) : outcome;
}

/** The shapes that the folder's lock holds now; none when it is missing or has faults. */
export function lockedShapesIn(folder: string): ShapesBySource {
  const faults = new FaultList();
  const parse = (file: Parameters<typeof parseYaml>[0]): ReturnType<typeof parseYaml> =>
    parseYaml(file, (text) => ({ text, filled: [], faults: [] }), faults);
  return readLock(readFacadeFolder(folder, faults).lock, { faults, parse }) ?? new Map();
}

function surveyOf({ sources, lanes, bindings }: Catalogue): FacadeSurvey {
  const read = [...bindings.values()].flatMap(({ source, view, children }) => [
    { source, view },
    ...children.map((child) => ({ source, view: child.view })),
  ]);
  const watermarks = [...sources.values()].flatMap(({ name: source, watermark }) =>
    watermark === undefined ? [] : [{ source, view: watermark.view }],
  );
  const views = [...sources.keys()].map((source) => {
    const named = [...read, ...watermarks].filter((use) => use.source === source).map((use) => use.view);
    return [source, sortedOnce(named)] as const;
  });
  const bare = [...sources].map(([name, source]) => [name, withoutWatermark(source)] as const);
  return { sources: new Map(bare), lanes, views: new Map(views) };
}

function sortedOnce(views: readonly ViewName[]): readonly ViewName[] {
  const byName = new Map(views.map((view) => [viewNameText(view), view]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, view]) => view);
}

function withoutWatermark({ name, adapter, url, readOnly, options }: SourceBinding): SourceBinding {
  return { name, adapter, url, readOnly, options };
}
