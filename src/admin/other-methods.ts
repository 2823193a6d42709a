// Tells which methods an address knows, where it was asked by another one.
// It must never match an address that no route has.
import { ADMIN_PREFIX } from './routes/admin-route.js';
import type { AdminRoute } from './routes/admin-route.js';

/** The methods of an address, for the Allow field; empty where nothing is. */
export function methodsAt(routes: readonly AdminRoute[], url: string): readonly string[] {
  const [path = ''] = url.split('?', 1);
  const methods = routes.filter((route) => patternOf(route).test(path)).map(({ method }) => method);
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].sort((one, other) =>
    one.localeCompare(other),
  );
}

function patternOf({ path }: AdminRoute): RegExp {
  return new RegExp(`^${ADMIN_PREFIX}${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
