// Tells which methods an address knows, where it was asked by another one.
// It must never match an address that no route has.
import { ADMIN_PREFIX } from './routes/admin-route.js';
import type { AdminRoute } from './routes/admin-route.js';

/** Says the methods of an address, for the Allow field; none where nothing is. */
export type MethodsAt = (url: string) => readonly string[];

/** The methods of these routes. */
export function methodsOf(routes: readonly AdminRoute[]): MethodsAt {
  const patterns = routes.map((route) => ({ pattern: patternOf(route), method: route.method }));
  return (url) => {
    const [path = ''] = url.split('?', 1);
    const methods = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    const answered = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    return [...new Set(answered)].sort((one, other) => one.localeCompare(other));
  };
}

function patternOf({ path }: AdminRoute): RegExp {
  return new RegExp(`^${ADMIN_PREFIX}${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
