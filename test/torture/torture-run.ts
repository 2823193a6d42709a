// One torture run, whole: clients write while everything fails that can, then all must end, and the checker judges.
import { eventually } from '../support/running/eventually.js';
import { check } from './checker.js';
import { ask, readAlong, sendAll } from './clients.js';
import { allCommands, idsIn } from './collect.js';
import type { Effect, Verdict } from './evidence.js';
import { History } from './history.js';
import { Nemesis } from './nemesis.js';
import type { Mischief } from './nemesis.js';
import { Pace } from './pace.js';
import { requests } from './requests.js';
import type { Material } from './requests.js';
import { seeded, shuffled } from './seeded.js';
import { tell } from './supervisor.js';
import type { Death, Nap, Serving } from './supervisor.js';
import { setTortureStage } from './torture-stage.js';
import type { TortureStage } from './torture-stage.js';

/** What a run is to be. */
export interface TorturePlan {
  readonly seed: number;
  readonly writes: number;
  readonly mischief: Readonly<Record<Mischief, number>>;
  /** Steps at which gateways are to die, each once per round. */
  readonly failpoints: readonly string[];
  readonly rounds: number;
  /** How long a gateway may serve without reaching its step before the next one is started, in milliseconds. */
  readonly patienceMs: number;
  /** Whether some clients give up on requests that got no answer; they do by default. */
  readonly givesUp?: boolean;
  readonly naps?: readonly Nap[];
  readonly build?: (folder: string) => string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Longest until everything has ended after the last request, in milliseconds. */
  readonly endMs: number;
}

/** The verdict, and what the nemesis did. */
export interface TortureEnd extends Verdict {
  readonly faults: Readonly<Record<string, number>>;
  readonly starts: number;
}

/** Runs it. Rejects only when the stage itself fails. */
export async function torture(plan: TorturePlan): Promise<TortureEnd> {
  const chance = seeded(plan.seed);
  const deaths = deathsOf(plan, chance);
  await using stage = await setTortureStage({
    deaths,
    naps: plan.naps ?? [],
    ...(plan.build !== undefined && { build: plan.build }),
    ...(plan.settings !== undefined && { settings: plan.settings }),
  });
  const { supervisor, erp } = stage;
  const history = new History();
  const all = requests(plan.writes + SPARE, await materialOf(await supervisor.serving()), chance);
  const nemesis = new Nemesis(supervisor, erp, plan.mischief, chance);
  const reading = new AbortController();
  const reader = readAlong({ supervisor, history }, reading.signal);
  const pace = new Pace(supervisor, plan.failpoints.length * plan.rounds, plan.patienceMs);
  await sendAll(all, { supervisor, history, chance, givesUp: plan.givesUp ?? true }, (begun) => {
    nemesis.at(begun, plan.writes);
    return pace.wait(begun, plan.writes);
  });
  await nemesis.over();
  await allEnded(stage, plan.endMs);
  reading.abort();
  await reader;
  const faults = new Map([...nemesis.done, ...supervisor.died()]);
  const verdict = check({
    history: history.events,
    effects: await effectsOf(stage),
    commands: await allCommands(await supervisor.serving()),
    faults,
    wanted: [...plan.failpoints, ...mischiefWanted(plan)],
    leastRequests: Math.floor(plan.writes * LEAST_ACCEPTED),
  });
  return { ...verdict, faults: Object.fromEntries(faults), starts: supervisor.starts };
}

/** Requests that are only sent where a planned death has not come by then. */
const SPARE = 400;
/** One request in twenty is nonsense, and a few are given up. */
const LEAST_ACCEPTED = 0.85;

function mischiefWanted({ mischief }: TorturePlan): readonly string[] {
  return Object.entries(mischief).flatMap(([name, times]) => (times > 0 ? [name] : []));
}

/** Steps that only a gateway reaches that starts after one has died at another. */
const FOLLOWS: ReadonlyMap<string, string> = new Map([
  ['delivering', 'verifying'],
  ['delivered', 'verified'],
]);

/** Each step once per round, at the first or second time it is reached; what follows a death comes right after it. */
function deathsOf({ failpoints, rounds }: TorturePlan, chance: () => number): Death[] {
  const followers = new Set(FOLLOWS.values());
  const first = failpoints.filter((name) => !followers.has(name));
  const each = shuffled(chance, Array.from({ length: rounds }, () => first).flat());
  return each.flatMap((name) => {
    const death = { name, at: 1 + Math.floor(chance() * 2) };
    const next = FOLLOWS.get(name);
    return next === undefined || !failpoints.includes(next) ? [death] : [death, { name: next, at: 1, after: death }];
  });
}

async function materialOf(serving: Serving): Promise<Material> {
  const list = async (
    path: string,
  ): Promise<readonly { readonly id: string; readonly creditLimit?: string | null }[]> => {
    const answer = await ask(serving, 'GET', path);
    return (answer?.json['data'] ?? []) as readonly { readonly id: string; readonly creditLimit?: string | null }[];
  };
  const customers = await list('/v1/customers?status=active&limit=200');
  return {
    customers: customers
      .filter(({ creditLimit }) => creditLimit === null)
      .map(({ id }) => id)
      .slice(0, 40),
    items: (await list('/v1/items?status=active&limit=20')).map(({ id }) => id),
    orders: (await list('/v1/orders?status=open&limit=100')).map(({ id }) => id),
  };
}

/** Characters of the log of a gateway that does not end its work. */
const LAST_WORDS = 20_000;

/** Waits until nothing is under way; what stays open is for the checker to tell. */
async function allEnded({ supervisor }: TortureStage, ms: number): Promise<void> {
  const open = ['accepted', 'held', 'leased', 'delivering', 'backoff', 'delivered', 'unknown'] as const;
  const look = async (): Promise<boolean> => {
    const serving = await supervisor.serving().catch(() => undefined);
    if (serving === undefined) return false;
    return (await idsIn(serving, open).catch(() => ['?'])).length === 0;
  };
  const hasEnded = await eventually('everything to end', look, ms).catch(() => false);
  if (!hasEnded) tell((await supervisor.serving()).program.output.slice(-LAST_WORDS));
  supervisor.giveUpDeaths();
}

interface EffectsPage {
  readonly effects: readonly { readonly id: number; readonly kind: string; readonly reference: string | null }[];
}

/** The ERP's own ledger, page by page. What nobody gave a reference was there before. */
async function effectsOf({ erp }: TortureStage): Promise<readonly Effect[]> {
  const found: Effect[] = [];
  for (let after = 0; ;) {
    const { effects } = await erp.control<EffectsPage>('GET', `/effects?after=${after}&limit=${EFFECTS_PAGE}`);
    for (const { reference, kind } of effects) {
      if (reference !== null) found.push({ reference, kind: kind === 'refusal' ? 'refusal' : 'effect' });
    }
    after = effects.at(-1)?.id ?? after;
    if (effects.length < EFFECTS_PAGE) return found;
  }
}

const EFFECTS_PAGE = 1000;
