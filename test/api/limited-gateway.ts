// A public listener with clients of several plans, whose time the test owns. `token-shop` is the token of `shop`.
import { MemoryClientDirectory } from '../../adapters/memory/client-directory.js';
import { MemoryPlanLimits } from '../../adapters/memory/limits/plan-limits.js';
import type { PublicAppDependencies } from '../../src/api/http-server.js';
import { Authenticator } from '../../src/credentials/tokens/authenticator.js';
import type { Plan } from '../../src/facade/catalogue.js';
import { systemClock } from '../../src/kernel/clock.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import { ClientLimits } from '../../src/protection/limits/client-limits.js';
import { startGateway } from './public-app.js';
import type { TestGateway } from './public-app.js';

/** 600 a minute, 50 at once, 4 in flight; and one for bulk work. */
export const PLANS: ReadonlyMap<string, Plan> = new Map(
  [
    { name: 'standard', requests: 600, windowMs: 60_000, burst: 50, concurrency: 4 },
    { name: 'nightly', requests: 60, windowMs: 60_000, burst: 60, concurrency: 2, priority: 'bulk' as const },
    { name: 'wide', requests: 6000, windowMs: 60_000, burst: 6000, concurrency: 1000 },
  ].map((plan) => [plan.name, plan]),
);

/** Ids of clients and their plans. */
export const CLIENTS: Readonly<Record<string, string | undefined>> = {
  shop: 'standard',
  plain: undefined,
  robot: 'nightly',
  crowd: 'wide',
};

/** The gateway and the time of its buckets. */
export interface LimitedGateway extends AsyncDisposable {
  readonly gateway: TestGateway;
  readonly clock: ManualClock;
  readonly limits: ClientLimits;
  /** A request with the token of a client. */
  ask(client: string, path?: string, init?: RequestInit): Promise<Response>;
}

/** Starts it; dispose it to stop. */
export async function startLimited(change: Partial<PublicAppDependencies> = {}): Promise<LimitedGateway> {
  const clock = new ManualClock();
  const limits = new ClientLimits(PLANS, new MemoryPlanLimits(clock));
  const clients = new MemoryClientDirectory();
  for (const [id, plan] of Object.entries(CLIENTS)) await clients.save(clientOf(id, plan));
  const authenticator = new Authenticator(async (bearer) => {
    const clientId = bearer.replace('token-', '');
    const principal = { clientId, credentialId: `cr-${clientId}`, scopes: ['orders.*'], expiresAt: 9e9 };
    return clientId in CLIENTS ? { principal, notBefore: 0 } : 'signature';
  }, systemClock);
  const gateway = await startGateway({ clients, authenticator, plans: limits, ...change });
  return {
    ...{ gateway, clock, limits },
    ask: (client, path = '/v1/orders', init = {}) => gateway.fetch(path, { ...init, bearer: `token-${client}` }),
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

function clientOf(id: string, plan: string | undefined) {
  const createdAt = '2026-01-01T00:00:00Z';
  return {
    ...{ id, kind: 'application' as const, name: id, scopes: ['orders.*'], createdAt },
    ...(plan !== undefined && { plan }),
    credentials: [{ kind: 'secret' as const, id: `cr-${id}`, digest: id, createdAt }],
  };
}
