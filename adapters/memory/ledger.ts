// The memory twin of the ledger, for tests and simulations.
// It must never promise more than the real one: nothing but durability is left out.
import { entryWith } from '../../src/audit/chain-entry.js';
import type { Command, HistoryEntry } from '../../src/write/command.js';
import {
  assertSound,
  backToQueue,
  commandAfterMove,
  GATEWAY,
  leaseAfterMove,
  newCommand,
  overtakenEntry,
  standsAs,
} from '../../src/write/command-after-move.js';
import { assertClaim } from '../../src/write/command-claim.js';
import { assertHold, assertRelease, type Held, holdAccepted, releaseHeld } from '../../src/write/command-hold.js';
import { dueAt, isClaimable } from '../../src/write/command-order.js';
import {
  type Appended,
  type ClaimRequest,
  type CommandQuery,
  type CommandWithHistory,
  type HoldRequest,
  type IdempotencyMark,
  Ledger,
  type Move,
  type Moved,
  type NewCommand,
  type ReleaseRequest,
} from '../../src/write/ledger.port.js';
import { claimEntries } from './store/claim-entries.js';
import { type CommandEntry, copyOf, dueOf, holdersOf } from './store/command-entry.js';
import { MemoryTables } from './store/memory-tables.js';

/** Keeps commands for as long as the process lives. */
export class MemoryLedger extends Ledger {
  /** @param tables what it shares with the other ledgers of the same store */
  constructor(private readonly tables = new MemoryTables()) {
    super();
  }

  async append(entry: NewCommand): Promise<Appended> {
    const command = newCommand(entry);
    dueAt(command.state, command);
    await Promise.resolve();
    const known = this.recall(entry.mark);
    if (known !== undefined) return known;
    this.tables.tell(entry.audit);
    const { fingerprint } = entry.mark;
    this.tables.marks.set(nameOf(entry.mark), { fingerprint, commandId: command.id });
    const { reason } = entry;
    const first = {
      ...{ at: command.acceptedAt, state: command.state, by: GATEWAY },
      ...(reason !== undefined && { reason }),
    };
    const none = { leaseUntil: undefined, batchId: undefined };
    this.tables.commands.set(command.id, { command: copyOf(command), history: [first], ...none });
    return { kind: 'accepted', command: this.#read(command.id) };
  }

  async claim(request: ClaimRequest): Promise<readonly Command[]> {
    assertClaim(request);
    await Promise.resolve();
    return claimEntries([...this.tables.commands.values()], request);
  }

  async move(move: Move): Promise<Moved> {
    assertSound(move);
    await Promise.resolve();
    const entry = this.tables.command(move.id);
    const stands = standsAs(entry.command, move);
    if (stands && entry.batchId !== undefined && isClaimable(move.to)) throw backToQueue(move, entry.batchId);
    this.tables.tell(move.audit, stands);
    if (!stands) {
      entry.history.push(copyOf<HistoryEntry>(overtakenEntry(entry.command, move)));
      return { kind: 'overtaken' };
    }
    entry.leaseUntil = leaseAfterMove(move, entry.leaseUntil);
    entry.command = copyOf(commandAfterMove(entry.command, move));
    entry.history.push(copyOf(move.entry));
    return { kind: 'moved', command: this.#read(move.id) };
  }

  async hold(request: HoldRequest): Promise<number> {
    assertHold(request);
    await Promise.resolve();
    const accepted = this.#queue(request.channel).filter(({ command }) => command.state === 'accepted');
    const holders = holdersOf([...this.tables.commands.values()]);
    const behind = (entry: CommandEntry): number => Number(holders.get(entry.command.orderKey) !== entry);
    const wanted = accepted.sort((one, other) => behind(one) - behind(other)).slice(0, request.most);
    return change(wanted, (command) => holdAccepted(command, request));
  }

  async release(request: ReleaseRequest): Promise<number> {
    assertRelease(request);
    await Promise.resolve();
    const held = this.#queue(request.channel).filter(
      ({ command }) => command.state === 'held' && command.notBefore !== undefined,
    );
    const soonest = held.sort((a, b) => dueOf(a) - dueOf(b)).slice(0, request.most);
    const released = change(soonest, (command) => releaseHeld(command, request));
    if (request.audit !== undefined && released > 0) this.tables.tell(entryWith(request.audit, { released }));
    return released;
  }

  async find(id: string): Promise<CommandWithHistory | undefined> {
    await Promise.resolve();
    const entry = this.tables.commands.get(id);
    return entry && { command: this.#read(id), history: [...entry.history] };
  }

  async list(query: CommandQuery): Promise<readonly Command[]> {
    await Promise.resolve();
    const wanted = [...this.tables.commands.values()].filter(({ command }) => matches(command, query));
    const newestFirst = wanted.map(({ command }) => command.id).sort((a, b) => (a < b ? 1 : -1));
    return newestFirst.slice(0, query.limit).map((id) => this.#read(id));
  }

  /** What a mark led to before. */
  recall(mark: IdempotencyMark): Exclude<Appended, { kind: 'accepted' }> | undefined {
    const known = this.tables.marks.get(nameOf(mark));
    if (known === undefined) return undefined;
    if (known.fingerprint !== mark.fingerprint) return { kind: 'mismatch' };
    return { kind: 'replayed', command: this.#read(known.commandId) };
  }

  #queue(channel: string): CommandEntry[] {
    return [...this.tables.commands.values()].filter(({ command }) => command.channel === channel);
  }

  #read(id: string): Command {
    const entry = this.tables.command(id);
    const { command } = entry;
    const holder = isClaimable(command.state)
      ? holdersOf([...this.tables.commands.values()]).get(command.orderKey)
      : undefined;
    return holder === undefined || holder === entry ? { ...command } : { ...command, waitingFor: holder.command.id };
  }
}

function change(entries: readonly CommandEntry[], how: (command: Command) => Held): number {
  for (const entry of entries) {
    const { command, entry: told } = how(entry.command);
    entry.command = copyOf(command);
    entry.history.push(copyOf(told));
  }
  return entries.length;
}

function nameOf({ clientId, operation, key }: IdempotencyMark): string {
  return JSON.stringify([clientId, operation, key]);
}

function matches(command: Command, { clientId, states, operation, orderKey, before }: CommandQuery): boolean {
  return (
    (clientId === undefined || command.clientId === clientId) &&
    (states === undefined || states.includes(command.state)) &&
    (operation === undefined || command.operation === operation) &&
    (orderKey === undefined || command.orderKey === orderKey) &&
    (before === undefined || command.id < before)
  );
}
