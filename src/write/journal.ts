// The ledger as the write path uses it: every change is told to the observer and to whoever waits for the command.
// It must never change a command itself; the ledger does, in one commit.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../kernel/clock.js';
import type { Observer } from '../observability/observation.js';
import type { Command, CommandState } from './command.js';
import { isSettled } from './command-moves.js';
import type {
  Appended,
  ClaimRequest,
  CommandQuery,
  CommandWithHistory,
  HoldRequest,
  Ledger,
  Move,
  Moved,
  NewCommand,
  ReleaseRequest,
} from './ledger.port.js';
import { Standing } from './standing.js';

/** Stops listening; calling it twice is harmless. */
export type Unsubscribe = () => void;

/** Told of a command that has settled, with the resource it touched: whatever was cached of that may be old now. */
export type SettledListener = (resource: string, command: Command) => void;

/** Commands held or let go in one commit: a page that leaves room for others' commits. */
const PAGE = 500;

/** Commands read back in one turn of the event loop: some 15 µs each. */
const READ_IN_ONE_TURN = 50;

/** Reaching one of these frees nothing that could be claimed. */
const AT_WORK: ReadonlySet<CommandState> = new Set(['delivering', 'unknown'] as const);

/** One ledger and everybody who listens to it. */
export class Journal {
  readonly standing = new Standing();
  readonly #watchers = new Map<string, Set<(command: Command) => void>>();
  readonly #workers = new Map<string, Set<() => void>>();
  readonly #settledListeners = new Set<SettledListener>();

  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly observe: Observer,
  ) {}

  /** Wall time as the ledger wants it, `afterMs` milliseconds from now. */
  instant(afterMs = 0): string {
    return new Date(this.clock.now() + afterMs).toISOString();
  }

  /** Appends and, when the command is new, wakes the dispatcher of its channel. */
  async append(entry: NewCommand): Promise<Appended> {
    const appended = await this.ledger.append(entry);
    if (appended.kind === 'mismatch') return appended;
    const { id, channel, operation, version, clientId } = appended.command;
    const { correlationId } = entry.command;
    const replayed = appended.kind === 'replayed';
    this.observe({
      kind: 'command-accepted',
      commandId: id,
      channel,
      operation,
      version,
      clientId,
      correlationId,
      replayed,
    });
    if (replayed) return appended;
    this.standing.put(appended.command);
    this.#wake(channel);
    return appended;
  }

  async claim(request: ClaimRequest): Promise<readonly Command[]> {
    const claimed = await this.ledger.claim(request);
    for (const command of claimed) this.standing.put(command);
    return claimed;
  }

  /** Makes the move and tells of it; an overtaken one is told as such and changes nothing. */
  async move(command: Command, move: Move): Promise<Moved> {
    const moved = await this.ledger.move(move);
    const { id: commandId, correlationId, operation, channel } = command;
    const overtaken = moved.kind === 'overtaken';
    this.observe({
      kind: 'command-moved',
      commandId,
      correlationId,
      operation,
      channel,
      from: move.from,
      to: move.to,
      by: move.entry.by,
      overtaken,
      parkedReason: move.parkedReason,
    });
    if (moved.kind === 'moved') this.#tell(moved.command);
    return moved;
  }

  /** Holds everything of a queue that has not begun; resolves to how many. */
  async hold(request: Omit<HoldRequest, 'most' | 'now'>): Promise<number> {
    const held = await inPages((most) => this.ledger.hold({ ...request, now: this.instant(), most }));
    this.standing.shift(request.channel, 'held');
    return held;
  }

  /** Lets go of everything of a queue that is held with a date; resolves to how many. */
  async release(request: Omit<ReleaseRequest, 'most' | 'now'>): Promise<number> {
    const released = await inPages((most) => this.ledger.release({ ...request, now: this.instant(), most }));
    this.standing.shift(request.channel, 'accepted');
    if (released > 0) this.#wake(request.channel);
    return released;
  }

  /** Commands were moved along with their batch, in its commit: looks where they stand now and tells of it. */
  async movedAlong(ids: readonly string[]): Promise<void> {
    for (const [index, id] of ids.entries()) {
      if (index > 0 && index % READ_IN_ONE_TURN === 0) await nextTurn();
      const found = await this.ledger.find(id);
      if (found !== undefined) this.#tellOfStep(found);
    }
  }

  find(id: string): Promise<CommandWithHistory | undefined> {
    return this.ledger.find(id);
  }

  list(query: CommandQuery): Promise<readonly Command[]> {
    return this.ledger.list(query);
  }

  /** Calls `listen` after each move of the command that this process makes. */
  watch(id: string, listen: (command: Command) => void): Unsubscribe {
    return subscribe(this.#watchers, id, listen);
  }

  /** Calls `listen` for each command that settles, whoever settled it in this process. */
  onSettled(listen: SettledListener): Unsubscribe {
    this.#settledListeners.add(listen);
    return () => void this.#settledListeners.delete(listen);
  }

  /** Calls `wake` whenever there may be something to claim for the channel. */
  onWork(channel: string, wake: () => void): Unsubscribe {
    return subscribe(this.#workers, channel, wake);
  }

  #tellOfStep({ command, history }: CommandWithHistory): void {
    const from = this.standing.stateOf(command);
    if (from === undefined || from === command.state) return;
    const { id: commandId, correlationId, operation, channel, state: to, parkedReason } = command;
    const by = history.at(-1)?.by ?? 'gateway';
    this.observe({
      kind: 'command-moved',
      ...{ commandId, correlationId, operation, channel, from, to, by, parkedReason },
      overtaken: false,
    });
    this.#tell(command);
  }

  #tell(command: Command): void {
    this.standing.put(command);
    for (const listen of [...(this.#watchers.get(command.id) ?? [])]) listen(command);
    if (isSettled(command.state)) for (const listen of [...this.#settledListeners]) listen(command.resource, command);
    if (!AT_WORK.has(command.state)) this.#wake(command.channel);
  }

  #wake(channel: string): void {
    for (const wake of this.#workers.get(channel) ?? []) wake();
  }
}

/** Asks again for as long as whole pages come. */
async function inPages(ask: (most: number) => Promise<number>): Promise<number> {
  for (let total = 0; ;) {
    const done = await ask(PAGE);
    total += done;
    if (done < PAGE) return total;
  }
}

function subscribe<Listener>(all: Map<string, Set<Listener>>, name: string, listener: Listener): Unsubscribe {
  const listeners = all.get(name) ?? new Set();
  all.set(name, listeners.add(listener));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && all.get(name) === listeners) all.delete(name);
  };
}
