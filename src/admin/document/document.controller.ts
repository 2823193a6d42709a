// Serves GET /admin/v1/openapi.json, made once, when the listener is built.
import { Controller, Inject } from '@nestjs/common';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import { Serves } from '../routes/serves.js';
import type { AdminDocument } from './admin-document.js';
import { SHOW_DOCUMENT } from './document-route.js';

/** Nest's injection token of the AdminDocument. */
export const ADMIN_DOCUMENT = Symbol('AdminDocument');

@Controller(ADMIN_PREFIX)
export class DocumentController {
  constructor(@Inject(ADMIN_DOCUMENT) private readonly document: AdminDocument) {}

  @Serves(SHOW_DOCUMENT)
  show(): AdminDocument {
    return this.document;
  }
}
