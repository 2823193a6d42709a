// The ledger over an embedded store: every write goes through the group commit, every read past it.
// It must never resolve a write that is not on disk.
import type { Command } from '../../../src/write/command.js';
import { assertSound, newCommand } from '../../../src/write/command-after-move.js';
import { assertClaim } from '../../../src/write/command-claim.js';
import { dueAt } from '../../../src/write/command-order.js';
import {
  type Appended,
  type ClaimRequest,
  type CommandQuery,
  type CommandWithHistory,
  Ledger,
  type Move,
  type Moved,
  type NewCommand,
} from '../../../src/write/ledger.port.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import type { Writer } from '../store/writer.js';
import { APPEND, CLAIM, MOVE } from './ledger-operations.js';
import { LedgerReader } from './ledger-reader.js';

/** Commands in an embedded store. */
export class SqliteLedger extends Ledger {
  readonly #writer: Writer;
  readonly #reader: LedgerReader;

  constructor(store: SqliteStore) {
    super();
    this.#writer = store.writer;
    this.#reader = new LedgerReader(store.reading);
  }

  async append(entry: NewCommand): Promise<Appended> {
    const { mark } = entry;
    const whole = newCommand(entry);
    const { input, ...command } = whole;
    const row = { mark, command, inputText: JSON.stringify(input), dueAt: dueAt(command.state, command) ?? null };
    const appended = await this.#writer.write(APPEND, row, 'offered');
    if (appended.kind !== 'accepted') return appended;
    const { waitingFor } = appended;
    return { kind: 'accepted', command: { ...whole, ...(waitingFor !== undefined && { waitingFor }) } };
  }

  async claim(request: ClaimRequest): Promise<readonly Command[]> {
    assertClaim(request);
    return this.#writer.write(CLAIM, request, 'owed');
  }

  async move(move: Move): Promise<Moved> {
    assertSound(move);
    const moved = await this.#writer.write(MOVE, move, 'owed');
    if (moved.kind === 'missing') throw new Error(`There is no command ${move.id}.`);
    return moved;
  }

  async find(id: string): Promise<CommandWithHistory | undefined> {
    return Promise.resolve(this.#reader.find(id));
  }

  async list(query: CommandQuery): Promise<readonly Command[]> {
    return Promise.resolve(this.#reader.list(query));
  }
}
