// /admin/v1/commands: operators list, look, retry, cancel and resolve. Every decision names its person and its reason.
// It must never show a sensitive value, nor serve anybody without the operator token.
import { Controller, Get, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Command } from '../../write/command.js';
import type { CommandWithHistory } from '../../write/ledger.port.js';
import { COMMAND_DESK } from '../command-desk.js';
import type { CommandDesk } from '../command-desk.js';
import { readCommandList, readDecision, readResolution } from './command-requests.js';
import type { AskedDecision } from './command-requests.js';
import { OperatorGuard } from '../operator.guard.js';
import { idOf, pageOf, send } from '../requests.js';

@Controller('admin/v1/commands')
@UseGuards(OperatorGuard)
export class CommandsController {
  constructor(@Inject(COMMAND_DESK) private readonly commands: CommandDesk) {}

  /** Newest first, without inputs. */
  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = readCommandList(request.query);
    const found = await this.commands.desk.list({ ...query, limit: query.limit + 1 });
    send(reply, pageOf(found.map(withoutInput), query.limit));
  }

  /** One command with its history, reasons and evidence included. */
  @Get(':id')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(reply, this.#shown(await this.commands.desk.show(idOf(request))));
  }

  @Post(':id/retry')
  async retry(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#decide(request, reply, readDecision('retry', request.body));
  }

  @Post(':id/cancel')
  async cancel(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#decide(request, reply, readDecision('cancel', request.body));
  }

  @Post(':id/resolve')
  async resolve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#decide(request, reply, readResolution(request.body));
  }

  async #decide(request: FastifyRequest, reply: FastifyReply, { decision, decider }: AskedDecision): Promise<void> {
    send(reply, this.#shown(await this.commands.desk.decide(idOf(request), decision, decider)));
  }

  #shown({ command, history }: CommandWithHistory): object {
    return { ...command, input: this.commands.mask(command), history };
  }
}

/** A list is looked through by many; what was written is for whoever looks at one. */
function withoutInput(command: Command): Omit<Command, 'input'> {
  return Object.fromEntries(Object.entries(command).filter(([name]) => name !== 'input')) as Omit<Command, 'input'>;
}
