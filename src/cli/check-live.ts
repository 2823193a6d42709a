// The live half of `banyan check`: asks every source for the shapes of its views and writes them into the lock.
// It must never read a row; it asks for names and types.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { facadeEnvironment } from '../composition/facade-environment.js';
import { dataFolderAt } from '../composition/data-folder.js';
import { checkSources, SOURCE_ADAPTERS } from '../composition/source-adapters.js';
import type { LaneLimits, SourceBinding, ViewName, ViewShape } from '../facade/binding.js';
import { lockedShapesIn, surveyFacade } from '../facade/loading/survey-facade.js';
import type { FacadeSurvey } from '../facade/loading/survey-facade.js';
import { renderFaults } from '../facade/loading/render-faults.js';
import { compareShapes, isNote, shapeDifferenceText } from '../facade/shapes/compare-shapes.js';
import { renderShapeLock } from '../facade/shapes/render-shape-lock.js';
import { systemClock } from '../kernel/clock.js';
import { startDeadline } from '../kernel/deadline.js';
import type { Observation } from '../observability/observation.js';
import type { Environment } from '../settings/read-settings.js';
import type { Settings } from '../settings/settings.js';
import { withRunningDemo } from './demo-files.js';
import { CommandFailure, complain, say } from './terminal.js';

/** Compares and rewrites the lock; true when something differs that can break what is served. */
export async function checkLive(folder: string, settings: Settings, environment: Environment): Promise<boolean> {
  const complete = withRunningDemo(environment, dataFolderAt(settings.BANYAN_DATA).demo);
  const survey = surveyFacade(folder, facadeEnvironment(complete));
  if (!survey.ok) throw new CommandFailure(renderFaults(survey.faults));
  const wrong = checkSources(survey.value.sources);
  if (wrong.length > 0) throw new CommandFailure(wrong.join('\n'));
  const live = new Map<string, readonly ViewShape[]>();
  for (const [name, binding] of survey.value.sources) live.set(name, await describe(binding, survey.value));
  const differences = compareShapes(lockedShapesIn(folder), live);
  for (const difference of differences) say(shapeDifferenceText(difference));
  writeFileSync(join(folder, 'shape.lock.yaml'), renderShapeLock(live));
  say(`shape.lock.yaml: ${differences.length} differences, written as the servers are now.`);
  return differences.some((difference) => !isNote(difference));
}

async function describe(binding: SourceBinding, survey: FacadeSurvey): Promise<readonly ViewShape[]> {
  const limits = survey.lanes.get(binding.name);
  const create = SOURCE_ADAPTERS.get(binding.adapter)?.create;
  if (limits === undefined || create === undefined) return [];
  const source = create(binding, {
    observe: complainOfRefusals,
    connections: 1,
    statementTimeoutMs: limits.timeoutMs,
    monotonic: () => systemClock.monotonic(),
  });
  using deadline = startDeadline(systemClock, allowance(limits));
  try {
    const views: readonly ViewName[] = survey.views.get(binding.name) ?? [];
    return await source.describe(views, deadline.signal);
  } catch (error) {
    throw new CommandFailure(`source ${binding.name}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await source.close();
  }
}

/** Connecting and proving take several round trips more than a statement. */
const allowance = (limits: LaneLimits): number => limits.timeoutMs * 4;

function complainOfRefusals(observation: Observation): void {
  if (observation.kind === 'connection-refused') complain(`source ${observation.source}: ${observation.advice}`);
}
