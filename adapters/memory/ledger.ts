// The memory twin of the ledger, for tests and simulations.
// It must never promise more than the real one: nothing but durability is left out.
import type { Command, HistoryEntry } from '../../src/write/command.js';
import {
  assertSound,
  commandAfterMove,
  GATEWAY,
  leaseAfterMove,
  newCommand,
  overtakenEntry,
  standsAs,
} from '../../src/write/command-after-move.js';
import { assertClaim } from '../../src/write/command-claim.js';
import { dueAt, isClaimable } from '../../src/write/command-order.js';
import {
  type Appended,
  type ClaimRequest,
  type CommandQuery,
  type CommandWithHistory,
  type IdempotencyMark,
  Ledger,
  type Move,
  type Moved,
  type NewCommand,
} from '../../src/write/ledger.port.js';
import { claimEntries } from './ledger-claim.js';
import { holdersOf, type LedgerEntry } from './ledger-entry.js';

/** Keeps commands for as long as the process lives. */
export class MemoryLedger extends Ledger {
  /** In order of acceptance. */
  readonly #entries = new Map<string, LedgerEntry>();
  readonly #marks = new Map<string, { readonly fingerprint: string; readonly id: string }>();

  async append(entry: NewCommand): Promise<Appended> {
    const command = newCommand(entry);
    dueAt(command.state, command);
    await Promise.resolve();
    const known = this.recall(entry.mark);
    if (known !== undefined) return known;
    this.#marks.set(nameOf(entry.mark), { fingerprint: entry.mark.fingerprint, id: command.id });
    const first = { at: command.acceptedAt, state: command.state, by: GATEWAY };
    this.#entries.set(command.id, { command: copyOf(command), history: [first], leaseUntil: undefined });
    return { kind: 'accepted', command: this.#read(command.id) };
  }

  async claim(request: ClaimRequest): Promise<readonly Command[]> {
    assertClaim(request);
    await Promise.resolve();
    return claimEntries([...this.#entries.values()], request);
  }

  async move(move: Move): Promise<Moved> {
    assertSound(move);
    await Promise.resolve();
    const entry = this.#entries.get(move.id);
    if (entry === undefined) throw new Error(`There is no command ${move.id}.`);
    if (!standsAs(entry.command, move)) {
      entry.history.push(copyOf<HistoryEntry>(overtakenEntry(entry.command, move)));
      return { kind: 'overtaken' };
    }
    entry.leaseUntil = leaseAfterMove(move, entry.leaseUntil);
    entry.command = copyOf(commandAfterMove(entry.command, move));
    entry.history.push(copyOf(move.entry));
    return { kind: 'moved', command: this.#read(move.id) };
  }

  async find(id: string): Promise<CommandWithHistory | undefined> {
    await Promise.resolve();
    const entry = this.#entries.get(id);
    return entry && { command: this.#read(id), history: [...entry.history] };
  }

  async list(query: CommandQuery): Promise<readonly Command[]> {
    await Promise.resolve();
    const wanted = [...this.#entries.values()].filter(({ command }) => matches(command, query));
    const newestFirst = wanted.map(({ command }) => command.id).sort((a, b) => (a < b ? 1 : -1));
    return newestFirst.slice(0, query.limit).map((id) => this.#read(id));
  }

  /** What a mark led to before. */
  recall(mark: IdempotencyMark): Exclude<Appended, { kind: 'accepted' }> | undefined {
    const known = this.#marks.get(nameOf(mark));
    if (known === undefined) return undefined;
    if (known.fingerprint !== mark.fingerprint) return { kind: 'mismatch' };
    return { kind: 'replayed', command: this.#read(known.id) };
  }

  #read(id: string): Command {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new Error(`There is no command ${id}.`);
    const { command } = entry;
    const holder = isClaimable(command.state)
      ? holdersOf([...this.#entries.values()]).get(command.orderKey)
      : undefined;
    return holder === undefined || holder === entry ? { ...command } : { ...command, waitingFor: holder.command.id };
  }
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

/** As a store would give it back: by value, undefined members gone. */
function copyOf<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
