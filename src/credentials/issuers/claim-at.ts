// Finds a claim by its name, or by a path with dots: `azp`, `resource_access.banyan.roles`.
// It must never find anything that is not a member of the claims themselves.

/** The value, or undefined. A claim whose whole name has dots in it, as addresses do, comes before a path. */
export function claimAt(claims: unknown, path: string): unknown {
  if (typeof claims !== 'object' || claims === null) return undefined;
  if (Object.hasOwn(claims, path)) return (claims as Readonly<Record<string, unknown>>)[path];
  return path.split('.').reduce<unknown>(memberOf, claims);
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
