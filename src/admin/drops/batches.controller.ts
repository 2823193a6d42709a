// /admin/v1/batches: operators look at files on their way and decide about those that are parked.
// It must never show what is in a file: its records hold what callers sent.
import { Controller, Get, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Batch } from '../../write/drops/batch.js';
import type { BatchDecision, BatchDesk, ShownBatch } from '../../write/drops/batch-desk.js';
import { OperatorGuard } from '../operator.guard.js';
import { idOf, pageOf, send } from '../requests.js';
import { readBatchList, readDecider } from './batch-requests.js';

/** Nest's injection token of the BatchDesk. */
export const BATCH_DESK = Symbol('BatchDesk');

@Controller('admin/v1/batches')
@UseGuards(OperatorGuard)
export class BatchesController {
  constructor(@Inject(BATCH_DESK) private readonly desk: BatchDesk) {}

  /** Newest first. */
  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = readBatchList(request.query);
    const found = await this.desk.list({ ...query, limit: query.limit + 1 });
    send(reply, pageOf(found.map(withoutKeys), query.limit));
  }

  /** One batch with its members and its history, evidence included. */
  @Get(':id')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(reply, shown(await this.desk.show(idOf(request))));
  }

  /** The same bytes under the same name, once more. */
  @Post(':id/resend')
  resend(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#decide(request, reply, 'resend');
  }

  /** The gateway looks in the folders again. */
  @Post(':id/look')
  look(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#decide(request, reply, 'look');
  }

  /** The person has found out that the ERP has the file. */
  @Post(':id/arrived')
  arrived(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#decide(request, reply, 'arrived');
  }

  async #decide(request: FastifyRequest, reply: FastifyReply, decision: BatchDecision): Promise<void> {
    send(reply, shown(await this.desk.decide(idOf(request), decision, readDecider(request.body))));
  }
}

/** Of its commands no more than where each stands: what they carry is for whoever looks at one. */
function shown({ batch, history, bytes, members }: ShownBatch): object {
  const states = new Map(members.map(({ id, state }) => [id, state]));
  const withStates = batch.members.map(({ commandId, line }) => ({
    ...{ commandId, line },
    state: states.get(commandId) ?? null,
  }));
  return { ...batch, members: withStates, size: bytes ?? null, history };
}

/** Business keys are words of the records. */
function withoutKeys(batch: Batch): Batch {
  return { ...batch, members: batch.members.map(({ commandId, line }) => ({ commandId, line })) };
}
