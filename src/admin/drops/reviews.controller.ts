// /admin/v1/reviews: what acknowledgements said that could not be believed, until a person has looked at it.
import { Controller, Get, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReviewDesk } from '../../write/operators/review-desk.js';
import { OperatorGuard } from '../operator.guard.js';
import { idOf, send } from '../requests.js';
import { readDecider, readReviewList } from './batch-requests.js';

/** Nest's injection token of the ReviewDesk. */
export const REVIEW_DESK = Symbol('ReviewDesk');

@Controller('admin/v1/reviews')
@UseGuards(OperatorGuard)
export class ReviewsController {
  constructor(@Inject(REVIEW_DESK) private readonly desk: ReviewDesk) {}

  /** The open ones, newest first; with `all=true` the closed ones behind them. */
  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(reply, { data: await this.desk.list(readReviewList(request.query)) });
  }

  /** A person has looked at it. */
  @Post(':id/close')
  async close(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const id = idOf(request);
    await this.desk.close(id, readDecider(request.body));
    send(reply, { id, closed: true });
  }
}
