// How many commands of each channel stand where, and how old the longest waiting one is: counted along with every change,
// because one process owns the ledger. It must never ask the ledger but once, at the start.
import type { Observation } from '../observability/observation.js';
import type { Command, CommandState } from './command.js';
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

/** Commands of one channel by place: id and when it was accepted, in epoch milliseconds. */
type Standings = Readonly<Record<Place, Map<string, number>>>;

/** The count of all channels. */
export class Standing {
  readonly #channels = new Map<string, Standings>();

  /** Counts what the ledger holds. Commands that change meanwhile are counted where they went. */
  async seed(ledger: Pick<Ledger, 'list'>): Promise<void> {
    for (let before: string | undefined; ;) {
      const page = await ledger.list({ states: UNSETTLED, limit: PAGE, ...(before !== undefined && { before }) });
      for (const command of page) if (!this.#knows(command)) this.put(command);
      before = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  /** The command stands here now. */
  put({ id, channel, state, acceptedAt }: Command): void {
    const standings = this.#of(channel);
    for (const commands of Object.values(standings)) commands.delete(id);
    const place = PLACES[state];
    if (place !== undefined) standings[place].set(id, Date.parse(acceptedAt));
  }

  /** One observation per channel, as of `now` in epoch milliseconds. */
  observations(now: number): readonly Observation[] {
    return [...this.#channels].map(([channel, { waiting, underWay, parked }]) => ({
      kind: 'commands-standing',
      channel,
      waiting: waiting.size,
      underWay: underWay.size,
      parked: parked.size,
      oldestWaitingSeconds: waiting.size === 0 ? undefined : Math.max(0, (now - oldestIn(waiting)) / 1_000),
    }));
  }

  #knows({ id, channel }: Command): boolean {
    return Object.values(this.#of(channel)).some((commands) => commands.has(id));
  }

  #of(channel: string): Standings {
    const known = this.#channels.get(channel);
    if (known !== undefined) return known;
    const standings = { waiting: new Map(), underWay: new Map(), parked: new Map() };
    this.#channels.set(channel, standings);
    return standings;
  }
}

function oldestIn(commands: ReadonlyMap<string, number>): number {
  let oldest = Infinity;
  for (const acceptedAt of commands.values()) oldest = Math.min(oldest, acceptedAt);
  return oldest;
}
