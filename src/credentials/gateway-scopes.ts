// Scopes that are no operation of a facade: what a client may ask of the gateway itself.
// It must never list one that shows more of the ERP.
import type { Catalogue } from '../facade/catalogue.js';
import { operationIds } from '../facade/operation-ids.js';

/** Cache-Control of requests is honoured: see src/read/cache/course.ts. */
export const CACHE_BYPASS = 'cache.bypass';

/** Every scope that an application can be given, patterns aside. */
export function grantableScopes(catalogue: Pick<Catalogue, 'versions'>): readonly string[] {
  return [...operationIds(catalogue), CACHE_BYPASS];
}
