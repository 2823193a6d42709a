// The public listener over a write path: whoever comes with a Bearer is the client of that name. Nothing is read there.
import { createPublicApp } from '../../../src/api/http-server.js';
import type { PublicApp, PublicAppDependencies } from '../../../src/api/http-server.js';
import { ClientDirectory } from '../../../src/credentials/client-directory.port.js';
import type { Client } from '../../../src/credentials/client-directory.port.js';
import { Authenticator } from '../../../src/credentials/tokens/authenticator.js';
import { systemClock } from '../../../src/kernel/clock.js';
import { LIMITS } from '../../api/public-app.js';

/** The scopes of the client of a name; undefined where there is none. */
export type ScopesOf = (client: string) => readonly string[] | undefined;

class NamedClients extends ClientDirectory {
  constructor(private readonly scopesOf: ScopesOf) {
    super();
  }

  find(id: string): Client | undefined {
    const scopes = this.scopesOf(id);
    const createdAt = '2026-01-01T00:00:00Z';
    const credentials = [{ kind: 'secret', id: `cr-${id}`, digest: 'd', createdAt }] as const;
    return scopes && { id, kind: 'application', name: id, scopes, createdAt, credentials };
  }

  findByCredential(): Client | undefined {
    return undefined;
  }

  findBySubject(): Client | undefined {
    return undefined;
  }

  list(): readonly Client[] {
    return [];
  }

  save(): Promise<void> {
    return Promise.resolve();
  }
}

type Parts = Pick<PublicAppDependencies, 'catalogue' | 'writer'> & Partial<Pick<PublicAppDependencies, 'limits'>>;

/** Makes one that does not listen yet; close it at the end. */
export function writeApp({ limits = LIMITS, ...parts }: Parts, scopesOf: ScopesOf): Promise<PublicApp> {
  const authenticator = new Authenticator(async (bearer) => {
    const scopes = scopesOf(bearer);
    if (scopes === undefined) return 'signature';
    return { principal: { clientId: bearer, credentialId: `cr-${bearer}`, scopes, expiresAt: 9e9 }, notBefore: 0 };
  }, systemClock);
  return createPublicApp({
    ...parts,
    reader: { serve: () => Promise.reject(new Error('nothing is read here')) },
    clients: new NamedClients(scopesOf),
    usage: { note: () => undefined },
    authenticator,
    clock: systemClock,
    observe: () => undefined,
    limits,
    trustProxy: [],
    readiness: { sources: () => new Map(), warnings: () => [], stopping: () => false },
    modules: [],
  });
}
