// Starts the public listener on a free port with a reader, clients and sources the test controls.
import { connect } from 'node:net';
import type { Client } from '../../src/credentials/client.js';
import { ClientDirectory } from '../../src/credentials/client-directory.port.js';
import { Authenticator } from '../../src/credentials/tokens/authenticator.js';
import { systemClock } from '../../src/kernel/clock.js';
import type { SourceState } from '../../src/legacy/source.port.js';
import type { Observation } from '../../src/observability/observation.js';
import type { ReadAnswer, ReadRequest } from '../../src/read/read-request.js';
import type { HttpLimits } from '../../src/api/http/http-limits.js';
import { createPublicApp } from '../../src/api/http-server.js';
import type { PublicApp, PublicAppDependencies } from '../../src/api/http-server.js';
import { sampleCatalogue } from './sample-catalogue.js';

/** Who is slow only because the machine is has all the time it needs. */
export const LIMITS: HttpLimits = {
  urlBytes: 1024,
  headerBytes: 4096,
  headerCount: 40,
  bodyBytes: 2048,
  connections: 100,
  connectionsPerAddress: 100,
  answerMs: 5000,
  unsentBytes: 67_108_864,
  headersTimeoutMs: 30_000,
  requestTimeoutMs: 60_000,
  keepAliveMs: 5000,
  stallMs: 5000,
};

const CLIENT: Client = {
  id: 'shop',
  kind: 'application',
  name: 'Shop',
  scopes: ['orders.*', 'stock-levels.list'],
  createdAt: '2026-01-01T00:00:00Z',
  credentials: [{ kind: 'secret', id: 'cr-1', digest: 'd', createdAt: '2026-01-01T00:00:00Z' }],
};

class OneClient extends ClientDirectory {
  find(id: string): Client | undefined {
    return id === CLIENT.id ? CLIENT : undefined;
  }

  findByCredential(): Client | undefined {
    return CLIENT;
  }

  findBySubject(): Client | undefined {
    return undefined;
  }

  list(): readonly Client[] {
    return [CLIENT];
  }

  save(): Promise<void> {
    return Promise.resolve();
  }
}

const authenticator = new Authenticator(async (bearer) => {
  if (bearer !== 'good-token') return 'signature';
  const principal = { clientId: 'shop', credentialId: 'cr-1', scopes: CLIENT.scopes, expiresAt: 9e9 };
  return { principal, notBefore: 0 };
}, systemClock);

/** An answer of one JSON text, cut into as many pieces as given. */
export function answerOf(json: unknown, more: Partial<ReadAnswer> = {}, pieces = 1): ReadAnswer {
  const whole = Buffer.from(JSON.stringify(json));
  const size = Math.ceil(whole.length / pieces);
  const body = Array.from({ length: pieces }, (_, index) => whole.subarray(index * size, (index + 1) * size));
  return { notModified: false, body, bytes: whole.length, etag: 'W/"e1"', ...more };
}

/** What the tests see and steer. */
export interface TestGateway extends AsyncDisposable {
  readonly app: PublicApp;
  readonly url: string;
  readonly port: number;
  readonly observed: Observation[];
  readonly requests: ReadRequest[];
  readonly sources: Map<string, SourceState>;
  /** How the reader answers from now on. */
  serve: (request: ReadRequest) => Promise<ReadAnswer>;
  /** A request with a token that holds the scopes of orders and of stock-levels.list. */
  fetch(path: string, init?: RequestInit & { readonly bearer?: string | null }): Promise<Response>;
  /** Sends raw bytes and resolves to everything that came back until the connection closed. */
  raw(bytes: string | Buffer): Promise<string>;
}

/** Starts a gateway; dispose it to stop. */
export async function startGateway(change: Partial<PublicAppDependencies> = {}): Promise<TestGateway> {
  const observed: Observation[] = [];
  const requests: ReadRequest[] = [];
  const sources = new Map<string, SourceState>([['replica', { kind: 'ready' }]]);
  const app = await createPublicApp({
    catalogue: sampleCatalogue,
    reader: {
      serve: async (request) => {
        requests.push(request);
        return gateway.serve(request);
      },
    },
    clients: new OneClient(),
    usage: { note: () => undefined },
    authenticator,
    clock: systemClock,
    observe: (observation) => observed.push(observation),
    limits: LIMITS,
    trustProxy: [],
    readiness: { sources: () => sources, warnings: () => [], stopping: () => false },
    modules: [],
    ...change,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const port = Number(new URL(url).port);
  const gateway: TestGateway = {
    app,
    url,
    port,
    observed,
    requests,
    sources,
    serve: async () => answerOf({ data: [], page: { limit: 50, next: null }, asOf: null }),
    fetch: (path, { bearer = 'good-token', headers, ...init } = {}) =>
      fetch(url + path, {
        ...init,
        redirect: 'error',
        headers: { ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }), ...(headers as object) },
      }),
    raw: (bytes) => exchange(port, bytes),
    [Symbol.asyncDispose]: () => app.close(1000),
  };
  return gateway;
}

function exchange(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (received += chunk));
    socket.on('error', () => resolve(received));
    socket.on('close', () => resolve(received));
  });
}
