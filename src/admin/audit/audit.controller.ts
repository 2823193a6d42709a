// /admin/v1/audit: the trail of decisions, newest first. It must never change anything.
import { Controller, Get, Inject, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AuditAction } from '../../audit/audit-entry.js';
import type { AuditLog } from '../../audit/audit-log.port.js';
import { OperatorGuard } from '../operator.guard.js';
import { limit, parsed, send } from '../requests.js';

/** Nest's injection token of the AuditLog. */
export const AUDIT_LOG = Symbol('AuditLog');

/** Every action once; a missing one does not compile. */
const ACTIONS = Object.keys({
  'command.accept': true,
  'command.cancel': true,
  'command.retry': true,
  'command.resolve': true,
  'command.erase': true,
  'payload.retire': true,
  'batch.resolve': true,
  'review.close': true,
  'calendar.override': true,
} satisfies Record<AuditAction, true>) as [AuditAction, ...AuditAction[]];

const query = z.strictObject({
  action: z.enum(ACTIONS).exactOptional(),
  subject: z.string().min(1).max(256).exactOptional(),
  before: z.coerce.number().int().min(1).exactOptional(),
  limit,
});

@Controller('admin/v1/audit')
@UseGuards(OperatorGuard)
export class AuditController {
  constructor(@Inject(AUDIT_LOG) private readonly log: Pick<AuditLog, 'list'>) {}

  /** A page; `next` is the `before` of the page that follows. */
  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asked = parsed(query, request.query, 'parameter');
    const found = await this.log.list({ ...asked, limit: asked.limit + 1 });
    const data = found.slice(0, asked.limit).map(({ place, entry }) => ({ place, ...entry }));
    const next = found.length > asked.limit ? (data.at(-1)?.place ?? null) : null;
    send(reply, { data, page: { limit: asked.limit, next } });
  }
}
