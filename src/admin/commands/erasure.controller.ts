// /admin/v1/commands/erase: takes away what was sent about one subject. Ids, states and outcomes stay.
import { Controller, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErasureDesk } from '../../write/operators/erasure-desk.js';
import { OperatorGuard } from '../operator.guard.js';
import { send } from '../requests.js';
import { readErasure } from './erasure-requests.js';

/** Nest's injection token of the ErasureDesk. */
export const ERASURE_DESK = Symbol('ErasureDesk');

@Controller('admin/v1/commands/erase')
@UseGuards(OperatorGuard)
export class ErasureController {
  constructor(@Inject(ERASURE_DESK) private readonly desk: ErasureDesk) {}

  /** With `dryRun` nothing is erased: the counts say what would be. */
  @Post()
  async erase(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { subject, dryRun, decider } = readErasure(request.body);
    const counts = dryRun ? await this.desk.count(subject, decider) : await this.desk.erase(subject, decider);
    send(reply, { dryRun, ...counts });
  }
}
