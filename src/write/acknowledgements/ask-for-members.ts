// Asks the ERP about the commands of a published batch, one by one, and settles those it knows of.
// It must never take a no for an answer: the batch job may only be late.
import type { DropFrame } from '../batching/drop-frame.js';
import type { Command } from '../command.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { moveOf } from '../dispatch/moves-of.js';
import { inquire } from '../verify/inquire.js';
import { tellVerdict } from '../verify/tell-verdict.js';

/** The questions of one queue. */
export class AskForMembers {
  constructor(
    private readonly frame: DropFrame,
    private readonly context: DispatchContext,
  ) {}

  /** Asks about each that nobody has settled or parked. Rejects when the ledger fails. */
  async ask(ids: ReadonlySet<string>): Promise<void> {
    for (const id of [...ids]) {
      const command = await this.#awaited(id);
      if (command !== undefined) await this.#askOne(command);
    }
  }

  /** Gives them to a person: nobody else can tell. */
  async park(ids: ReadonlySet<string>, parkedReason: string): Promise<void> {
    for (const id of [...ids]) {
      const command = await this.#awaited(id);
      if (command !== undefined) await this.#parkOne(command, parkedReason);
    }
  }

  async #askOne(command: Command): Promise<void> {
    const { context } = this;
    const write = context.writes.find(command.version, command.operation);
    const { question } = write?.kind === 'drop' ? write : this.frame.drop;
    if (question === undefined) return;
    // Without the end of a session nothing can be proven not to have happened, and nothing must be.
    const verdict = await inquire(context, question, command, undefined);
    tellVerdict(context, command, verdict);
    if (verdict.kind === 'ambiguous') await this.#parkOne(command, verdict.reason);
    if (verdict.kind !== 'happened') return;
    const { journal } = context;
    const brings = { result: verdict.found.result, evidence: verdict.evidence };
    await journal.move(command, moveOf(command, 'succeeded', journal.instant(), brings));
  }

  async #parkOne(delivered: Command, parkedReason: string): Promise<void> {
    const { journal } = this.context;
    let command: Command | undefined = delivered;
    if (command.state === 'delivered') {
      const moved = await journal.move(command, moveOf(command, 'unknown', journal.instant()));
      command = moved.kind === 'moved' ? moved.command : undefined;
    }
    if (command !== undefined)
      await journal.move(command, moveOf(command, 'parked', journal.instant(), { parkedReason }));
  }

  async #awaited(id: string): Promise<Command | undefined> {
    const command = (await this.context.journal.find(id))?.command;
    return command?.state === 'delivered' || command?.state === 'unknown' ? command : undefined;
  }
}
