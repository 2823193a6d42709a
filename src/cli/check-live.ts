// The live half of `banyan check`: asks every source for the shapes of its views and every channel for its procedures,
// writes both into the lock, and lets every server of files prove what the facade says it can do.
// It must never read a row nor leave a file behind; it asks for names and types, and cleans up.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { facadeEnvironment } from '../composition/facade-environment.js';
import { dataFolderAt } from '../composition/data-folder.js';
import { CHANNEL_ADAPTERS, checkChannels } from '../composition/legacy/channel-adapters.js';
import { dropContext } from '../composition/legacy/open-channels.js';
import { checkSources, SOURCE_ADAPTERS } from '../composition/legacy/source-adapters.js';
import type { ChannelBinding } from '../facade/binding-of-commands.js';
import type { LaneLimits, SourceBinding, ViewShape } from '../facade/binding.js';
import { lockedProceduresIn, lockedShapesIn, surveyFacade } from '../facade/loading/survey-facade.js';
import type { FacadeSurvey } from '../facade/loading/survey-facade.js';
import { renderFaults } from '../facade/loading/render-faults.js';
import { compareProcedures, isProcedureNote, procedureDifferenceText } from '../facade/shapes/compare-procedures.js';
import { compareShapes, isNote, shapeDifferenceText } from '../facade/shapes/compare-shapes.js';
import { renderShapeLock } from '../facade/shapes/render-shape-lock.js';
import { systemClock } from '../kernel/clock.js';
import { startDeadline } from '../kernel/deadline.js';
import { failureText } from '../kernel/failure-text.js';
import type { ProcedureShape } from '../legacy/procedure-shape.js';
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
  const wrong = [...checkSources(survey.value.sources), ...checkChannels(survey.value.channels)];
  if (wrong.length > 0) throw new CommandFailure(wrong.join('\n'));
  const views = new Map<string, readonly ViewShape[]>();
  for (const [name, binding] of survey.value.sources) views.set(name, await describeViews(binding, survey.value));
  const procedures = new Map<string, readonly ProcedureShape[]>();
  for (const [name, binding] of survey.value.channels) {
    if (binding.drops === undefined) procedures.set(name, await describeProcedures(binding, survey.value));
  }
  const unproven: string[] = [];
  for (const binding of survey.value.channels.values()) unproven.push(...(await proveDrops(binding, survey.value)));
  const differences = [
    ...unproven.map((text) => ({ text, note: false })),
    ...compareShapes(lockedShapesIn(folder), views).map((each) => ({
      text: shapeDifferenceText(each),
      note: isNote(each),
    })),
    ...compareProcedures(lockedProceduresIn(folder), procedures).map((each) => ({
      text: procedureDifferenceText(each),
      note: isProcedureNote(each),
    })),
  ];
  for (const { text } of differences) say(text);
  writeFileSync(join(folder, 'shape.lock.yaml'), renderShapeLock(views, procedures));
  say(`shape.lock.yaml: ${differences.length} differences, written as the servers are now.`);
  return differences.some(({ note }) => !note);
}

async function describeViews(binding: SourceBinding, survey: FacadeSurvey): Promise<readonly ViewShape[]> {
  const create = SOURCE_ADAPTERS.get(binding.adapter)?.create;
  const { timeoutMs } = limitsOf(survey, binding.name);
  if (create === undefined) return [];
  const source = create(binding, { ...CONTEXT, statementTimeoutMs: timeoutMs });
  const views = survey.views.get(binding.name) ?? [];
  return described(`source ${binding.name}`, timeoutMs, source, (signal) => source.describe(views, signal));
}

async function describeProcedures(binding: ChannelBinding, survey: FacadeSurvey): Promise<readonly ProcedureShape[]> {
  const adapter = CHANNEL_ADAPTERS.get(binding.adapter);
  const { timeoutMs } = limitsOf(survey, binding.name);
  if (adapter?.kind !== 'procedures') return [];
  const channel = adapter.create(binding, { ...CONTEXT, callTimeoutMs: timeoutMs, now: () => systemClock.now() });
  const names = survey.procedures.get(binding.name) ?? [];
  return described(`channel ${binding.name}`, timeoutMs, channel, (signal) => channel.describe(names, signal));
}

/** What a server of files does not do though the facade says so, as sentences. */
async function proveDrops(binding: ChannelBinding, survey: FacadeSurvey): Promise<readonly string[]> {
  const adapter = CHANNEL_ADAPTERS.get(binding.adapter);
  if (adapter?.kind !== 'drops') return [];
  const limits = limitsOf(survey, binding.name);
  const { drops } = adapter.create(binding, dropContext({ clock: systemClock, observe: CONTEXT.observe }, limits));
  const wrong = await described(`channel ${binding.name}`, limits.timeoutMs, drops, (signal) => drops.prove(signal));
  return wrong.map((sentence) => `channel ${binding.name}: ${sentence}`);
}

const CONTEXT = { observe: complainOfRefusals, connections: 1, monotonic: () => systemClock.monotonic() };

function limitsOf(survey: FacadeSurvey, name: string): LaneLimits {
  const limits = survey.lanes.get(name);
  if (limits === undefined) throw new RangeError(`${name} has no limits`);
  return limits;
}

async function described<Shape>(
  name: string,
  timeoutMs: number,
  opened: { close(): Promise<void> },
  ask: (signal: AbortSignal) => Promise<readonly Shape[]>,
): Promise<readonly Shape[]> {
  using deadline = startDeadline(systemClock, timeoutMs * CONNECTING);
  try {
    return await ask(deadline.signal);
  } catch (error) {
    throw new CommandFailure(`${name}: ${failureText(error)}`);
  } finally {
    await opened.close();
  }
}

/** Connecting and proving take several round trips more than a statement. */
const CONNECTING = 4;

function complainOfRefusals(observation: Observation): void {
  if (observation.kind === 'connection-refused') complain(`source ${observation.source}: ${observation.advice}`);
}
