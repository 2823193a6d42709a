// Joins what clients saw, what the ERP did and what the gateway's ledger says, and tells every promise that was broken.
// Pure. It must never excuse anything: a run without load or without faults is no proof either.
import { COMMAND_MOVES, isSettled } from '../../src/write/command-moves.js';
import type { CommandState, PublicStatus } from '../../src/write/command.js';
import type { Effect, Evidence, FinalCommand, Verdict } from './evidence.js';
import type { HistoryEvent } from './history.js';

const MOST_VIOLATIONS = 50;

/** Judges a run. */
export function check(evidence: Evidence): Verdict {
  const run = joined(evidence);
  const violations = [
    ...accepted(run),
    ...unaccounted(run),
    ...oneCommandEach(run),
    ...ended(run),
    ...lawfulSteps(run),
    ...onlyForward(run),
    ...wasARun(run),
  ];
  return { isGood: violations.length === 0, violations: violations.slice(0, MOST_VIOLATIONS), counts: counts(run) };
}

interface Run extends Evidence {
  /** Command ids a request was answered with. */
  readonly answers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly refusedRequests: ReadonlySet<string>;
  /** Requests nobody answered, not even when they were repeated. */
  readonly open: ReadonlySet<string>;
  readonly effectsOf: ReadonlyMap<string, readonly Effect[]>;
  readonly byId: ReadonlyMap<string, FinalCommand>;
}

function joined(evidence: Evidence): Run {
  const answers = new Map<string, Set<string>>();
  const refusedRequests = new Set<string>();
  const open = new Set<string>();
  for (const event of evidence.history) {
    if (event.kind === 'seen') continue;
    if (event.kind === 'invoke') open.add(event.request);
    if (event.kind === 'ok') answers.set(event.request, (answers.get(event.request) ?? new Set()).add(event.commandId));
    if (event.kind === 'fail') refusedRequests.add(event.request);
  }
  for (const request of [...answers.keys(), ...refusedRequests]) open.delete(request);
  const effectsOf = Map.groupBy(evidence.effects, ({ reference }) => reference);
  const byId = new Map(evidence.commands.map((command) => [command.id, command]));
  return { ...evidence, answers, refusedRequests, open, effectsOf, byId };
}

function count(run: Run, id: string, kind: Effect['kind']): number {
  return (run.effectsOf.get(id) ?? []).filter((effect) => effect.kind === kind).length;
}

/** Every command that was answered 202 is in the ledger, and has what its end says. */
function accepted(run: Run): readonly string[] {
  const ids = [...run.answers.values()].flatMap((each) => [...each]);
  const lost = ids.filter((id) => !run.byId.has(id)).map((id) => `${id} was answered 202 and is not in the ledger`);
  return [...lost, ...run.commands.flatMap((command) => effectFaults(run, command))];
}

function effectFaults(run: Run, { id, state }: FinalCommand): readonly string[] {
  const effects = count(run, id, 'effect');
  const refusals = count(run, id, 'refusal');
  const wrong = (expected: string): readonly string[] => [
    `${id} is ${state} and has ${effects} effects and ${refusals} refusals at the ERP: expected ${expected}`,
  ];
  if (effects > 1) return wrong('one at most');
  if (state === 'succeeded' && effects !== 1) return wrong('one effect');
  if (state === 'refused' && (effects !== 0 || refusals === 0)) return wrong('a refusal and no effect');
  if (state === 'cancelled' && effects !== 0) return wrong('no effect');
  return [];
}

/** Nothing happens at the ERP that no client asked for. */
function unaccounted(run: Run): readonly string[] {
  return [...run.effectsOf.keys()].filter((id) => !run.byId.has(id)).map((id) => `${id} has an effect and no command`);
}

/** One request is one command, however often it was sent; a refused one is none; one without an answer at most one. */
function oneCommandEach(run: Run): readonly string[] {
  const doubled = [...run.answers].filter(([, ids]) => ids.size > 1);
  const both = [...run.answers.keys()].filter((request) => run.refusedRequests.has(request));
  const known = new Set([...run.answers.values()].flatMap((ids) => [...ids]));
  const strangers = run.commands.filter(({ id }) => !known.has(id));
  return [
    ...doubled.map(([request, ids]) => `${request} led to ${ids.size} commands: ${[...ids].join(', ')}`),
    ...both.map((request) => `${request} was accepted and refused`),
    ...(strangers.length > run.open.size
      ? [`${strangers.length} commands belong to no answer, and only ${run.open.size} requests got none`]
      : []),
  ];
}

/** Everything ends: settled, or parked with a reason. */
function ended({ commands }: Run): readonly string[] {
  return commands.flatMap(({ id, operation, state, parkedReason }) => {
    if (isSettled(state)) return [];
    if (state === 'parked') return parkedReason === undefined ? [`${id} is parked and does not say why`] : [];
    return [`${id} (${operation}) has not ended: it is ${state}`];
  });
}

/** The ledger's own history has only moves of the table. */
function lawfulSteps({ commands }: Run): readonly string[] {
  return commands.flatMap(({ id, steps }) =>
    steps.flatMap((to, index) => {
      const from = steps[index - 1];
      // An entry may be evidence that came too late; it repeats the state.
      if (from === undefined || from === to || COMMAND_MOVES[from].mayGoTo.includes(to)) return [];
      return [`${id} went from ${from} to ${to}`];
    }),
  );
}

/** No reader ever sees a command go back where the table has no way. */
function onlyForward(run: Run): readonly string[] {
  const last = new Map<string, PublicStatus>();
  return run.history.flatMap((event: HistoryEvent) => {
    if (event.kind !== 'seen') return [];
    const before = last.get(event.commandId);
    last.set(event.commandId, event.status);
    if (before === undefined || REACHABLE.get(before)?.has(event.status) === true) return [];
    return [`a reader saw ${event.commandId} go from ${before} to ${event.status}`];
  });
}

/** Public statuses that may be seen after each. */
const REACHABLE: ReadonlyMap<PublicStatus, ReadonlySet<PublicStatus>> = reachable();

function reachable(): ReadonlyMap<PublicStatus, ReadonlySet<PublicStatus>> {
  const states = Object.keys(COMMAND_MOVES) as CommandState[];
  const found = new Map<PublicStatus, Set<PublicStatus>>();
  for (const state of states) {
    const reached = new Set<CommandState>([state]);
    for (const each of reached) COMMAND_MOVES[each].mayGoTo.forEach((next) => reached.add(next));
    const from = COMMAND_MOVES[state].publicStatus;
    const statuses = found.get(from) ?? new Set();
    for (const each of reached) statuses.add(COMMAND_MOVES[each].publicStatus);
    found.set(from, statuses);
  }
  return found;
}

/** A run in which nothing went wrong, or nothing was asked, proves nothing. */
function wasARun({ faults, wanted, answers, leastRequests }: Run): readonly string[] {
  const missing = wanted.filter((name) => (faults.get(name) ?? 0) === 0);
  return [
    ...missing.map((name) => `the fault ${name} never happened`),
    ...(answers.size < leastRequests ? [`only ${answers.size} of ${leastRequests} requests were accepted`] : []),
  ];
}

function counts(run: Run): Readonly<Record<string, number>> {
  const states = Map.groupBy(run.commands, ({ state }) => state);
  return {
    requests: new Set(run.history.flatMap((event) => (event.kind === 'invoke' ? [event.request] : []))).size,
    accepted: run.answers.size,
    brokenOff: run.history.filter(({ kind }) => kind === 'info').length,
    refusedRequests: run.refusedRequests.size,
    neverAnswered: run.open.size,
    effects: run.effects.filter(({ kind }) => kind === 'effect').length,
    ...Object.fromEntries([...states].map(([state, commands]) => [`ended ${state}`, commands.length])),
  };
}
