// Clients as of one moment, indexed for look-ups on every request.
// It must never be changed: a new moment is a new snapshot.
import type { Client } from '../../src/credentials/client-directory.port.js';

export interface ClientSnapshot {
  /** In order of id. */
  readonly clients: readonly Client[];
  readonly byId: ReadonlyMap<string, Client>;
  readonly byCredential: ReadonlyMap<string, Client>;
}

/** The snapshot of no clients at all. */
export const NO_CLIENTS: ClientSnapshot = takeSnapshot([]);

/**
 * Indexes clients. One that is equal to its predecessor in `before` is taken over as the same object, because callers
 * cache by identity.
 */
export function takeSnapshot(clients: readonly Client[], before?: ClientSnapshot): ClientSnapshot {
  const current = clients.map((client) => predecessor(client, before) ?? client);
  current.sort((left, right) => (left.id < right.id ? -1 : 1));
  return Object.freeze({
    clients: Object.freeze(current),
    byId: new Map(current.map((client) => [client.id, client])),
    byCredential: new Map(current.flatMap((client) => client.credentials.map(({ id }) => [id, client] as const))),
  });
}

function predecessor(client: Client, before: ClientSnapshot | undefined): Client | undefined {
  const known = before?.byId.get(client.id);
  return JSON.stringify(known) === JSON.stringify(client) ? known : undefined;
}
