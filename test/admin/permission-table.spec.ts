// Who may do what at the administration, as a table made from the declarations and compared with what the running
// listener answers: every operation with every scope there is. The expectation is written out here, not taken from the
// code.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_SCOPE_IDS } from '../../src/admin/admin-scopes.js';
import { ALL_ROUTES } from '../../src/admin/all-routes.js';
import type { AdminRoute } from '../../src/admin/routes/admin-route.js';
import { AdminStage } from '../support/admin/admin-stage.js';

let stage: AdminStage;
beforeAll(async () => {
  stage = await AdminStage.open();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** An address of the route that names nothing there is; what it takes is left out, so that nothing comes of it. */
const addressOf = ({ path }: AdminRoute): string =>
  path
    .replace('{id}', '01JD5Y6Q7R8S9T0V1W2X3Y4Z5C')
    .replace('{credentialId}', '0000000000000000')
    .replace('{name}', 'nowhere');

/** What one scope allows, in other words than the code's. */
const allows = (scope: string, needed: string): boolean =>
  scope === needed || scope === 'admin.*' || scope === `${needed.split('.').slice(0, 2).join('.')}.*`;

const GROUPS = [...new Set(ADMIN_SCOPE_IDS.map((scope) => `${scope.split('.').slice(0, 2).join('.')}.*`))];

const call = (route: AdminRoute, token: string | null) =>
  stage.call(addressOf(route), { method: route.method, token, ...(route.method === 'GET' ? {} : { body: {} }) });

describe('the routes of the administration', () => {
  it('are those that are declared, each once, and nothing else but health and metrics', () => {
    const registered = stage.routes.filter(({ method }) => method !== 'HEAD');
    const open = registered.filter((route) => route.open).map(({ url }) => url);
    expect(open.sort()).toEqual(['/health/live', '/health/ready', '/metrics']);
    const closed = registered.filter((route) => !route.open);
    expect(closed.filter(({ declared }) => declared === undefined)).toEqual([]);
    expect(new Set(closed.map(({ declared }) => declared?.id))).toEqual(new Set(ALL_ROUTES.map(({ id }) => id)));
    expect(closed).toHaveLength(ALL_ROUTES.length);
    for (const { url, method, declared } of closed) {
      expect([method, url]).toEqual([
        declared?.method,
        `/admin/v1${declared?.path.replaceAll(/\{(\w+)\}/g, ':$1') ?? ''}`,
      ]);
    }
  });

  it('ask for every scope there is, and for no other', () => {
    const asked = new Set(ALL_ROUTES.flatMap(({ scope }) => scope ?? []));
    expect([...asked].sort()).toEqual([...ADMIN_SCOPE_IDS].sort());
    expect(ALL_ROUTES.filter(({ scope }) => scope === undefined).map(({ id }) => id)).toEqual(['document.get']);
  });
});

describe('the permission table', () => {
  it('is what the listener answers, for every scope and every operation', async () => {
    const scopes = ['', '*', 'admin.*', ...GROUPS, ...ADMIN_SCOPE_IDS];
    const rows: (readonly [scope: string, id: string, status: number])[] = [];
    for (const [index, scope] of scopes.entries()) {
      const token = await stage.seat({ id: `seat-${index}`, scopes: scope === '' ? [] : [scope] });
      for (const route of ALL_ROUTES) {
        const { status, json, headers } = await call(route, token);
        const { scope: needed } = route;
        const may = needed === undefined || scope === '*' || allows(scope, needed);
        rows.push([scope, route.id, status]);
        expect([scope, route.id, [401, 403, 405, 500].includes(status)]).toEqual([scope, route.id, !may]);
        if (may) continue;
        expect([status, json]).toMatchObject([403, { code: 'insufficient-scope' }]);
        expect(headers.get('www-authenticate')).toBe(
          `Bearer realm="banyan administration", error="insufficient_scope", scope="${needed}"`,
        );
      }
    }
    expect(rows).toHaveLength(scopes.length * ALL_ROUTES.length);
  }, 240_000);

  it('lets nobody in who is nobody, anywhere, and says the same to all of them', async () => {
    const bodies = new Set<string>();
    for (const route of ALL_ROUTES) {
      const { status, json, headers } = await call(route, null);
      expect([route.id, status]).toEqual([route.id, 401]);
      expect(headers.get('www-authenticate')).toBe('Bearer realm="banyan administration"');
      bodies.add(JSON.stringify({ ...json, correlationId: '', instance: '' }));
    }
    expect(bodies.size).toBe(1);
  });

  it('of a refused attempt tells the audit trail who, what, from where, and by which request', async () => {
    const token = await stage.seat({ id: 'mette', scopes: ['admin.clients.read'] });
    const headers = { 'x-correlation-id': 'desk-1' };
    expect((await stage.call('/clients/web-shop/revoke', { body: {}, token, headers })).status).toBe(403);
    expect((await stage.trail(1))[0]).toMatchObject({
      actor: { kind: 'administrator', id: 'mette' },
      action: 'administration.refuse',
      subject: 'operation/clients.revoke',
      outcome: 'refused',
      address: '127.0.0.1',
      correlationId: 'desk-1',
      detail: { scope: 'admin.clients.revoke', about: 'web-shop' },
    });
  });
});
