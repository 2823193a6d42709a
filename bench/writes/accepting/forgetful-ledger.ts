// The ledger of a gateway that stores nothing: what everything but storing costs. It must never touch a disk.
import { GATEWAY, newCommand } from '../../../src/write/command-after-move.js';
import type { Command } from '../../../src/write/command.js';
import { Ledger } from '../../../src/write/ledger.port.js';
import type { Appended, CommandWithHistory, Moved, NewCommand } from '../../../src/write/ledger.port.js';

/** A gateway may read a command back to answer the request that made it; more than requests at once. */
const REMEMBERED = 256;

/** Says yes to everything and keeps the last commands for a moment. */
export class ForgetfulLedger extends Ledger {
  readonly #last = new Map<string, Command>();
  #appended = 0;

  get appended(): number {
    return this.#appended;
  }

  append(entry: NewCommand): Promise<Appended> {
    const command = newCommand(entry);
    this.#appended += 1;
    this.#last.set(command.id, command);
    if (this.#last.size > REMEMBERED) this.#last.delete(this.#last.keys().next().value ?? '');
    return Promise.resolve({ kind: 'accepted', command });
  }

  find(id: string): Promise<CommandWithHistory | undefined> {
    const command = this.#last.get(id);
    return Promise.resolve(command && { command, history: [firstEntry(command)] });
  }

  claim(): Promise<readonly Command[]> {
    return Promise.resolve([]);
  }

  move(): Promise<Moved> {
    return Promise.reject(new Error('there is nothing to move'));
  }

  hold(): Promise<number> {
    return Promise.resolve(0);
  }

  release(): Promise<number> {
    return Promise.resolve(0);
  }

  list(): Promise<readonly Command[]> {
    return Promise.resolve([]);
  }
}

/** The only entry of a command that nothing has happened to. */
export function firstEntry({ acceptedAt, state }: Command): CommandWithHistory['history'][number] {
  return { at: acceptedAt, state, by: GATEWAY };
}
