// Serves the routes under /admin/v1/audit: the trail of decisions, as pages or as a stream of lines.
// It must never change anything.
import { Readable } from 'node:stream';
import { Controller, Inject, StreamableFile } from '@nestjs/common';
import type { AuditDesk } from '../../audit/audit-desk.js';
import { ADMIN_PREFIX, NDJSON } from '../routes/admin-route.js';
import type { AnswerOf, AskedOf } from '../routes/admin-route.js';
import { pageOf } from '../routes/page-of.js';
import { Serves } from '../routes/serves.js';
import { EXPORT_AUDIT, LIST_AUDIT } from './audit-routes.js';

/** Nest's injection token of the AuditDesk. */
export const AUDIT_DESK = Symbol('AuditDesk');

@Controller(ADMIN_PREFIX)
export class AuditController {
  constructor(@Inject(AUDIT_DESK) private readonly desk: Pick<AuditDesk, 'list' | 'export'>) {}

  @Serves(LIST_AUDIT)
  async list({ query }: AskedOf<typeof LIST_AUDIT>): Promise<AnswerOf<typeof LIST_AUDIT>> {
    const { after, limit, ...filters } = query;
    const before = after === undefined ? {} : { before: after };
    const found = await this.desk.list({ ...filters, ...before, limit: limit + 1 });
    const entries = found.map(({ place, entry }) => ({ place, ...entry }));
    return pageOf(entries, limit, ({ place }) => place);
  }

  /** Made as fast as it is taken. */
  @Serves(EXPORT_AUDIT)
  export({ query }: AskedOf<typeof EXPORT_AUDIT>): StreamableFile {
    return new StreamableFile(Readable.from(this.desk.export(query), { objectMode: false }), { type: NDJSON });
  }
}
