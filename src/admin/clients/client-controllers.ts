// Serves the routes under /admin/v1/clients and /admin/v1/administrators: one controller per kind, over its desk.
// It must never show a secret that was not made by this very request.
import { Controller, Inject } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { ClientDesk, ClientFilter } from '../../credentials/desk/client-desk.js';
import type { ClientView } from '../../credentials/desk/views.js';
import { ADMIN_PREFIX } from '../routes/admin-route.js';
import type { AnswerOf, AskedOf } from '../routes/admin-route.js';
import { pageOf } from '../routes/page-of.js';
import { Serves } from '../routes/serves.js';
import { ADMINISTRATOR_ROUTES, CLIENT_ROUTES } from './client-routes.js';

/** Nest's injection tokens of the ClientDesks, by kind. */
export const APPLICATION_DESK = Symbol('ClientDesk of applications');
export const ADMINISTRATOR_DESK = Symbol('ClientDesk of administrators');

type Issued = AnswerOf<typeof CLIENT_ROUTES.create>;

/** The controller of one kind. */
function clientController(routes: typeof CLIENT_ROUTES | typeof ADMINISTRATOR_ROUTES, token: symbol): Type {
  @Controller(ADMIN_PREFIX)
  class ClientController {
    constructor(@Inject(token) readonly desk: ClientDesk) {}

    @Serves(routes.list)
    list({ query }: AskedOf<typeof routes.list>): AnswerOf<typeof routes.list> {
      return listed(this.desk, query);
    }

    @Serves(routes.create)
    create({ body, acting }: AskedOf<typeof routes.create>): Promise<Issued> {
      return this.desk.create(body, acting);
    }

    @Serves(routes.change)
    change({ path, body, acting }: AskedOf<typeof routes.change>): Promise<ClientView> {
      return this.desk.change(path.id, body, acting);
    }

    @Serves(routes.get)
    get({ path }: AskedOf<typeof routes.get>): ClientView {
      return this.desk.show(path.id);
    }

    @Serves(routes.revoke)
    revoke({ path, acting }: AskedOf<typeof routes.revoke>): Promise<ClientView> {
      return this.desk.revoke(path.id, acting);
    }

    @Serves(routes.issue)
    issue({ path, body, acting }: AskedOf<typeof routes.issue>): Promise<Issued> {
      return this.desk.addCredential(path.id, body, acting);
    }

    @Serves(routes.retire)
    retire({ path, body, acting }: AskedOf<typeof routes.retire>): Promise<ClientView> {
      return this.desk.moveRetirement(path.id, path.credentialId, body.until, acting);
    }

    @Serves(routes.revokeCredential)
    revokeCredential({ path, acting }: AskedOf<typeof routes.revokeCredential>): Promise<ClientView> {
      return this.desk.revokeCredential(path.id, path.credentialId, acting);
    }
  }
  return ClientController;
}

/** Of both kinds. */
export const CLIENT_CONTROLLERS: readonly Type[] = [
  clientController(CLIENT_ROUTES, APPLICATION_DESK),
  clientController(ADMINISTRATOR_ROUTES, ADMINISTRATOR_DESK),
];

interface ListQuery extends Omit<ClientFilter, 'revoked'> {
  readonly revoked?: 'true' | 'false';
}

function listed(desk: ClientDesk, { revoked, limit, ...rest }: ListQuery): AnswerOf<typeof CLIENT_ROUTES.list> {
  const only = revoked === undefined ? {} : { revoked: revoked === 'true' };
  return pageOf(desk.list({ ...rest, ...only, limit: limit + 1 }), limit, ({ id }) => id);
}
