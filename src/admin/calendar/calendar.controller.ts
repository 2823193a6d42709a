// /admin/v1/calendar: operators see when channels are closed, open one against the calendar, and let it hold again.
import { Controller, Get, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CalendarDesk } from '../../protection/calendar/calendar-desk.js';
import { OperatorGuard } from '../operator.guard.js';
import { send } from '../requests.js';
import { readClosing, readOpening } from './calendar-requests.js';

/** Nest's injection token of the CalendarDesk. */
export const CALENDAR_DESK = Symbol('CalendarDesk');

@Controller('admin/v1/calendar')
@UseGuards(OperatorGuard)
export class CalendarController {
  constructor(@Inject(CALENDAR_DESK) private readonly desk: CalendarDesk) {}

  /** Windows, and how every channel stands now. */
  @Get()
  show(@Res() reply: FastifyReply): void {
    send(reply, this.desk.view());
  }

  @Post('open')
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { scope, until, decider } = readOpening(request.body, this.desk.now());
    send(reply, await this.desk.open(scope, until, decider));
  }

  @Post('close')
  async close(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { scope, decider } = readClosing(request.body);
    send(reply, await this.desk.close(scope, decider));
  }
}
