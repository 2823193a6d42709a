// Keeps a list of every route of the administration listener, with the declaration that admission holds it to.
// It must never leave out a route that Fastify knows.
import type { FastifyInstance } from 'fastify';
import type { AdminRoute } from '../routes/admin-route.js';

/** A route as the router has it. */
export interface RegisteredRoute {
  readonly method: string;
  readonly url: string;
  readonly declared: AdminRoute | undefined;
  /** Anybody may call it. */
  readonly open: boolean;
}

/** Every route that is registered from now on. Call before the first. */
export function collectRoutes(instance: FastifyInstance): readonly RegisteredRoute[] {
  const routes: RegisteredRoute[] = [];
  instance.addHook('onRoute', ({ url, method, config }) => {
    for (const each of [method].flat()) {
      routes.push({ method: each, url, declared: config?.admin, open: config?.open === true });
    }
  });
  return routes;
}
