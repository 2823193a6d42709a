// The ledger over an embedded store: every write goes through the group commit, every read past it.
// It must never resolve a write that is not on disk.
import type { Command } from '../../../src/write/command.js';
import { assertSound, backToQueue, newCommand } from '../../../src/write/command-after-move.js';
import { assertClaim } from '../../../src/write/command-claim.js';
import { assertHold, assertRelease } from '../../../src/write/command-hold.js';
import { dueAt } from '../../../src/write/command-order.js';
import {
  type Appended,
  type ClaimRequest,
  type CommandQuery,
  type CommandWithHistory,
  type HoldRequest,
  Ledger,
  type Move,
  type Moved,
  type NewCommand,
  type ReleaseRequest,
} from '../../../src/write/ledger.port.js';
import { auditRow } from '../audit/audit-row.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import type { Writer } from '../store/writer.js';
import { APPEND, type AppendInput, CLAIM, HOLD, MOVE, RELEASE } from './ledger-operations.js';
import { LedgerReader } from './ledger-reader.js';
import { newRow } from './new-row.js';

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
    const whole = newCommand(entry);
    const appended = await this.#writer.write(APPEND, appendInput(whole, entry), 'offered');
    if (typeof appended === 'object') return appended;
    return { kind: 'accepted', command: appended === undefined ? whole : { ...whole, waitingFor: appended } };
  }

  async claim(request: ClaimRequest): Promise<readonly Command[]> {
    assertClaim(request);
    return this.#writer.write(CLAIM, request, 'owed');
  }

  async move(move: Move): Promise<Moved> {
    assertSound(move);
    const moved = await this.#writer.write(MOVE, move, 'owed');
    switch (moved.kind) {
      case 'missing':
        throw new Error(`There is no command ${move.id}.`);
      case 'in batch':
        throw backToQueue(move, moved.batchId);
      case 'moved':
      case 'overtaken':
        return moved;
    }
  }

  async hold(request: HoldRequest): Promise<number> {
    assertHold(request);
    return this.#writer.write(HOLD, request, 'owed');
  }

  async release(request: ReleaseRequest): Promise<number> {
    assertRelease(request);
    return this.#writer.write(RELEASE, request, 'owed');
  }

  async find(id: string): Promise<CommandWithHistory | undefined> {
    return Promise.resolve(this.#reader.find(id));
  }

  async list(query: CommandQuery): Promise<readonly Command[]> {
    return Promise.resolve(this.#reader.list(query));
  }
}

function appendInput(command: Command, { mark, reason, audit }: NewCommand): AppendInput {
  const row = newRow(command, mark.fingerprint, dueAt(command.state, command) ?? null);
  return [row, mark.key, JSON.stringify(command.input), reason ?? null, audit && auditRow(audit)];
}
