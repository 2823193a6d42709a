// The ledgers as one process sees them: once the process is dead, nothing it asks for happens any more, nor is answered.
import type { Command } from '../../../src/write/command.js';
import type { Batch } from '../../../src/write/drops/batch.js';
import { BatchLedger } from '../../../src/write/drops/batch-ledger.port.js';
import type {
  BatchMove,
  BatchMoved,
  BatchQuery,
  BatchWithBytes,
  NewBatch,
  Sealed,
} from '../../../src/write/drops/batch-ledger.port.js';
import { Ledger } from '../../../src/write/ledger.port.js';
import type {
  Appended,
  ClaimRequest,
  CommandQuery,
  CommandWithHistory,
  HoldRequest,
  Move,
  Moved,
  NewCommand,
  ReleaseRequest,
} from '../../../src/write/ledger.port.js';

/** One process. */
export class Life {
  dead = false;

  /** Does what a living process asks for, and answers it if it still lives. */
  async live<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#whileAlive();
    const result = await work();
    await this.#whileAlive();
    return result;
  }

  /** Never resolves for the dead. */
  #whileAlive(): Promise<void> {
    return this.dead ? new Promise<void>(() => undefined) : Promise.resolve();
  }
}

export class MortalLedger extends Ledger {
  constructor(
    private readonly shared: Ledger,
    readonly life = new Life(),
  ) {
    super();
  }

  append(entry: NewCommand): Promise<Appended> {
    return this.life.live(() => this.shared.append(entry));
  }

  claim(request: ClaimRequest): Promise<readonly Command[]> {
    return this.life.live(() => this.shared.claim(request));
  }

  move(move: Move): Promise<Moved> {
    return this.life.live(() => this.shared.move(move));
  }

  find(id: string): Promise<CommandWithHistory | undefined> {
    return this.life.live(() => this.shared.find(id));
  }

  list(query: CommandQuery): Promise<readonly Command[]> {
    return this.life.live(() => this.shared.list(query));
  }

  hold(request: HoldRequest): Promise<number> {
    return this.life.live(() => this.shared.hold(request));
  }

  release(request: ReleaseRequest): Promise<number> {
    return this.life.live(() => this.shared.release(request));
  }
}

export class MortalBatchLedger extends BatchLedger {
  constructor(
    private readonly shared: BatchLedger,
    private readonly life: Life,
  ) {
    super();
  }

  seal(batch: NewBatch, last: number | undefined): Promise<Sealed> {
    return this.life.live(() => this.shared.seal(batch, last));
  }

  lastSequence(queue: string): Promise<number | undefined> {
    return this.life.live(() => this.shared.lastSequence(queue));
  }

  move(move: BatchMove): Promise<BatchMoved> {
    return this.life.live(() => this.shared.move(move));
  }

  markOverdue(id: string, at: string): Promise<boolean> {
    return this.life.live(() => this.shared.markOverdue(id, at));
  }

  find(id: string): Promise<BatchWithBytes | undefined> {
    return this.life.live(() => this.shared.find(id));
  }

  list(query: BatchQuery): Promise<readonly Batch[]> {
    return this.life.live(() => this.shared.list(query));
  }
}
