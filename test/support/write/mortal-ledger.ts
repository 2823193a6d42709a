// A ledger as one process sees it: once the process is dead, nothing it asks for happens any more, nor is answered.
import type { Command } from '../../../src/write/command.js';
import { Ledger } from '../../../src/write/ledger.port.js';
import type {
  Appended,
  ClaimRequest,
  CommandQuery,
  CommandWithHistory,
  Move,
  Moved,
  NewCommand,
} from '../../../src/write/ledger.port.js';

export class MortalLedger extends Ledger {
  dead = false;

  constructor(private readonly shared: Ledger) {
    super();
  }

  append(entry: NewCommand): Promise<Appended> {
    return this.#alive(() => this.shared.append(entry));
  }

  claim(request: ClaimRequest): Promise<readonly Command[]> {
    return this.#alive(() => this.shared.claim(request));
  }

  move(move: Move): Promise<Moved> {
    return this.#alive(() => this.shared.move(move));
  }

  find(id: string): Promise<CommandWithHistory | undefined> {
    return this.#alive(() => this.shared.find(id));
  }

  list(query: CommandQuery): Promise<readonly Command[]> {
    return this.#alive(() => this.shared.list(query));
  }

  async #alive<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.dead ? new Promise(() => undefined) : work();
  }
}
