// The public listener over the small door: whoever comes with a Bearer is the client of that name.
import { createPublicApp } from '../../../src/api/http-server.js';
import { ClientDirectory } from '../../../src/credentials/client-directory.port.js';
import type { Client } from '../../../src/credentials/client-directory.port.js';
import { Authenticator } from '../../../src/credentials/tokens/authenticator.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { LIMITS } from '../../api/public-app.js';
import { SmallDoor } from './small-door.js';
import { smallWrites } from './small-writes.js';

const SCOPES = ['orders.create'];

class AnyClient extends ClientDirectory {
  find(id: string): Client {
    const credentials = [{ id: `cr-${id}`, digest: 'd', createdAt: '2026-01-01T00:00:00Z' }];
    return { id, name: id, scopes: SCOPES, credentials };
  }

  findByCredential(): Client | undefined {
    return undefined;
  }

  list(): readonly Client[] {
    return [];
  }

  save(): Promise<void> {
    return Promise.resolve();
  }
}

/** A running listener; dispose it at the end. */
export interface SmallApi extends AsyncDisposable {
  readonly door: SmallDoor;
  readonly port: number;
}

/** Starts it on a free port, with room for a hundred callers at once. */
export async function startSmallApi(): Promise<SmallApi> {
  const door = new SmallDoor([]);
  const authenticator = new Authenticator(async (bearer) => {
    const principal = { clientId: bearer, credentialId: `cr-${bearer}`, scopes: SCOPES, expiresAt: 9e9 };
    return { principal, notBefore: 0 };
  }, systemClock);
  const app = await createPublicApp({
    catalogue: smallWrites([]),
    reader: { serve: () => Promise.reject(new Error('nothing is read here')) },
    writer: door.path,
    clients: new AnyClient(),
    authenticator,
    clock: systemClock,
    observe: () => undefined,
    limits: { ...LIMITS, connections: 200 },
    trustProxy: [],
    readiness: { sources: () => new Map(), warnings: () => [], stopping: () => false },
    modules: [],
  });
  const port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  return { door, port, [Symbol.asyncDispose]: () => app.close(1000) };
}
