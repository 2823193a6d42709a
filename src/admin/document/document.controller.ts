// Serves GET /admin/v1/openapi.json, made once, when it is first asked for: few gateways ever are.
import { Controller, Inject } from '@nestjs/common';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import { Serves } from '../routes/serves.js';
import type { AdminRoute } from '../routes/admin-route.js';
import { adminDocument } from './admin-document.js';
import type { AdminDocument } from './admin-document.js';
import { SHOW_DOCUMENT } from './document-route.js';

/** Nest's injection token of the routes that are served. */
export const SERVED_ROUTES = Symbol('AdminRoute of all that is served');

@Controller(ADMIN_PREFIX)
export class DocumentController {
  #document: AdminDocument | undefined;

  constructor(@Inject(SERVED_ROUTES) private readonly routes: readonly AdminRoute[]) {}

  @Serves(SHOW_DOCUMENT)
  show(): AdminDocument {
    return (this.#document ??= adminDocument(this.routes));
  }
}
