// How many commands of each queue stand where, and how old the longest waiting one is: counted along with every change,
// because one process owns the ledger. It must never ask the ledger but once, at the start.
import type { Observation } from '../observability/observation.js';
import type { Command, CommandState } from './command.js';
import { blocksLater, isClaimable } from './command-order.js';
import type { Ledger } from './ledger.port.js';

type Place = 'waiting' | 'underWay' | 'parked';

const PLACES: Readonly<Record<CommandState, Place | undefined>> = {
  accepted: 'waiting',
  held: 'waiting',
  leased: 'waiting',
  backoff: 'waiting',
  delivering: 'underWay',
  delivered: 'underWay',
  unknown: 'underWay',
  parked: 'parked',
  succeeded: undefined,
  refused: undefined,
  cancelled: undefined,
};

const UNSETTLED = (Object.keys(PLACES) as CommandState[]).filter((state) => PLACES[state] !== undefined);
const PAGE = 500;

/** What is remembered of a command that is not settled. */
interface Stand {
  readonly state: CommandState;
  readonly acceptedAt: number;
  readonly orderKey: string;
  /** Whether later ones of its key wait for it while it does not wait itself. */
  readonly blocks: boolean;
}

/** How many commands of one order key wait, and how many keep them waiting. */
interface KeyCount {
  waiting: number;
  blocking: number;
}

/** One queue. */
interface Standings {
  readonly commands: Map<string, Stand>;
  readonly keys: Map<string, KeyCount>;
  readonly held: Set<string>;
  waiting: number;
  /** Order keys of which one command could be claimed now. */
  ready: number;
}

/** The count of all queues. */
export class Standing {
  readonly #queues = new Map<string, Standings>();

  /** Counts what the ledger holds. Commands that change meanwhile are counted where they went. */
  async seed(ledger: Pick<Ledger, 'list'>): Promise<void> {
    for (let before: string | undefined; ;) {
      const page = await ledger.list({ states: UNSETTLED, limit: PAGE, ...(before !== undefined && { before }) });
      for (const command of page) if (this.stateOf(command) === undefined) this.put(command);
      before = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  /** The command stands here now. */
  put({ id, channel, state, acceptedAt, orderKey, whenParked }: Command): void {
    const queue = this.#of(channel);
    forget(queue, id);
    if (PLACES[state] === undefined) return;
    const blocks = !isClaimable(state) && blocksLater(state, whenParked);
    remember(queue, id, { state, acceptedAt: Date.parse(acceptedAt), orderKey, blocks });
  }

  /** Where a command stands; undefined once it is settled, or was never seen. */
  stateOf({ id, channel }: Pick<Command, 'id' | 'channel'>): CommandState | undefined {
    return this.#queues.get(channel)?.commands.get(id)?.state;
  }

  /** Commands of a queue that could be claimed now, at most one of each order key. */
  ready(queue: string): number {
    return this.#queues.get(queue)?.ready ?? 0;
  }

  /** Commands that have not begun, whether it is their turn or not. */
  waiting(queue: string): number {
    return this.#queues.get(queue)?.waiting ?? 0;
  }

  /** Commands that are held. */
  held(queue: string): number {
    return this.#queues.get(queue)?.held.size ?? 0;
  }

  /** Everything accepted of a queue is held now, or the other way round. */
  shift(queue: string, to: 'held' | 'accepted'): void {
    const standings = this.#of(queue);
    const from = to === 'held' ? 'accepted' : 'held';
    for (const [id, stand] of [...standings.commands]) {
      if (stand.state !== from) continue;
      forget(standings, id);
      remember(standings, id, { ...stand, state: to });
    }
  }

  /** One observation per queue, as of `now` in epoch milliseconds. */
  observations(now: number): readonly Observation[] {
    return [...this.#queues].map(([channel, { commands }]) => {
      const counts: Record<Place, number> = { waiting: 0, underWay: 0, parked: 0 };
      let oldest = Infinity;
      for (const { state, acceptedAt } of commands.values()) {
        const place = PLACES[state] ?? 'waiting';
        counts[place] += 1;
        if (place === 'waiting') oldest = Math.min(oldest, acceptedAt);
      }
      const oldestWaitingSeconds = counts.waiting === 0 ? undefined : Math.max(0, (now - oldest) / 1_000);
      return { kind: 'commands-standing', channel, ...counts, oldestWaitingSeconds };
    });
  }

  #of(queue: string): Standings {
    const known = this.#queues.get(queue);
    if (known !== undefined) return known;
    const standings: Standings = { commands: new Map(), keys: new Map(), held: new Set(), waiting: 0, ready: 0 };
    this.#queues.set(queue, standings);
    return standings;
  }
}

function remember(queue: Standings, id: string, stand: Stand): void {
  queue.commands.set(id, stand);
  if (stand.state === 'held') queue.held.add(id);
  count(queue, stand, 1);
}

function forget(queue: Standings, id: string): void {
  const stand = queue.commands.get(id);
  if (stand === undefined) return;
  queue.commands.delete(id);
  queue.held.delete(id);
  count(queue, stand, -1);
}

function count(queue: Standings, { state, orderKey, blocks }: Stand, change: 1 | -1): void {
  const key = queue.keys.get(orderKey) ?? { waiting: 0, blocking: 0 };
  queue.ready -= isReady(key) ? 1 : 0;
  if (PLACES[state] === 'waiting') queue.waiting += change;
  if (state === 'accepted' || state === 'backoff') key.waiting += change;
  if (blocks) key.blocking += change;
  queue.ready += isReady(key) ? 1 : 0;
  if (key.waiting === 0 && key.blocking === 0) queue.keys.delete(orderKey);
  else queue.keys.set(orderKey, key);
}

function isReady({ waiting, blocking }: KeyCount): boolean {
  return waiting > 0 && blocking === 0;
}
