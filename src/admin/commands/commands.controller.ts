// Serves the routes under /admin/v1/commands: administrators list, look, retry, cancel and resolve.
// It must never show a sensitive value.
import { Controller, Inject } from '@nestjs/common';
import type { Command, Json } from '../../write/command.js';
import type { CommandWithHistory } from '../../write/ledger.port.js';
import type { OperatorDecision, OperatorDesk } from '../../write/operators/operator-desk.js';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import type { AnswerOf, Asked, AskedOf } from '../routes/admin-route.js';
import { deciderOf } from '../routes/decider-of.js';
import { pageOf } from '../routes/page-of.js';
import { Serves } from '../routes/serves.js';
import { CANCEL_COMMAND, LIST_COMMANDS, RESOLVE_COMMAND, RETRY_COMMAND, SHOW_COMMAND } from './command-routes.js';

/** Nest's injection token of the CommandDesk. */
export const COMMAND_DESK = Symbol('CommandDesk');

/** The desk, and what may be seen of a command's input. */
export interface CommandDesk {
  readonly desk: OperatorDesk;
  readonly mask: (command: Command) => Json;
}

type Shown = AnswerOf<typeof SHOW_COMMAND>;
type Deciding = Asked<{ readonly id: string }, unknown, unknown>;

@Controller(ADMIN_PREFIX)
export class CommandsController {
  constructor(@Inject(COMMAND_DESK) private readonly commands: CommandDesk) {}

  @Serves(LIST_COMMANDS)
  async list({ query }: AskedOf<typeof LIST_COMMANDS>): Promise<AnswerOf<typeof LIST_COMMANDS>> {
    const { state, operation, client, order, after, limit } = query;
    const found = await this.commands.desk.list({
      limit: limit + 1,
      ...(state !== undefined && { states: state }),
      ...(operation !== undefined && { operation }),
      ...(client !== undefined && { clientId: client }),
      ...(order !== undefined && { orderKey: order }),
      ...(after !== undefined && { before: after }),
    });
    return pageOf(found.map(withoutInput), limit, ({ id }) => id);
  }

  @Serves(SHOW_COMMAND)
  async show({ path }: AskedOf<typeof SHOW_COMMAND>): Promise<Shown> {
    return this.#shown(await this.commands.desk.show(path.id));
  }

  @Serves(RETRY_COMMAND)
  retry(asked: AskedOf<typeof RETRY_COMMAND>): Promise<Shown> {
    return this.#decide(asked, { kind: 'retry' });
  }

  @Serves(CANCEL_COMMAND)
  cancel(asked: AskedOf<typeof CANCEL_COMMAND>): Promise<Shown> {
    return this.#decide(asked, { kind: 'cancel' });
  }

  @Serves(RESOLVE_COMMAND)
  resolve(asked: AskedOf<typeof RESOLVE_COMMAND>): Promise<Shown> {
    const { result = {}, refusal } = asked.body;
    return this.#decide(asked, refusal === undefined ? { kind: 'succeeded', result } : { kind: 'refused', refusal });
  }

  async #decide({ path, acting }: Deciding, decision: OperatorDecision): Promise<Shown> {
    return this.#shown(await this.commands.desk.decide(path.id, decision, deciderOf(acting)));
  }

  #shown({ command, history }: CommandWithHistory): Shown {
    return { ...command, input: this.commands.mask(command), history };
  }
}

/** A list is looked through by many; what was written is for whoever looks at one. */
function withoutInput(command: Command): Omit<Command, 'input'> {
  return Object.fromEntries(Object.entries(command).filter(([name]) => name !== 'input')) as Omit<Command, 'input'>;
}
