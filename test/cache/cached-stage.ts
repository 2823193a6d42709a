// The whole system with the demo facade, its orders kept for a second, and callers with scopes of their own.
import { contosoCopy } from '../support/running/contoso-copy.js';
import type { Change } from '../support/running/contoso-copy.js';
import { ownFolder } from '../support/running/own-folder.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';

/** Orders are fresh for a second and served while asked for again for a minute after that. */
const ORDERS: Change = [
  'resources/orders.yaml',
  /freshness: \{.*\}/,
  'freshness: { fresh: 1s, revalidate: 60s, error: 10m, outage: 3h }',
];
/** A plan that is used up after three requests. */
const PLAN: Change = ['facade.yaml', /^ {2}partner: .*$/m, '  tiny: { rate: 3/h, burst: 3, concurrency: 3 }'];
/** Many who ask at once all get their answer, however slow the machine is. */
const PATIENT: Change = ['facade.yaml', /(replica: .*)wait: 1s, timeout: 5s/, '$1wait: 30s, timeout: 30s'];

/** A caller with a secret of its own. */
export interface Caller {
  readonly id: string;
  /** `bearer`: in the place of its own secret. */
  ask(path: string, init?: RequestInit & { readonly bearer?: string }): Promise<Response>;
}

/** The stage, and what tests of the cache do on it. */
export interface CachedStage extends Stage {
  /** Registers a client with these scopes. */
  caller(scopes: readonly string[], plan?: string): Promise<Caller>;
  /** Statements at the ERP so far that read from a view, by the ERP's own log. */
  statements(view: string): Promise<number>;
}

/** Sets it; dispose it at the end. Needs a build. */
export async function setCachedStage(): Promise<CachedStage> {
  const folder = ownFolder();
  const facade = contosoCopy(folder.path, [ORDERS, PLAN, PATIENT]);
  const environment = { BANYAN_CACHE_BYTES: '33554432' };
  const stage = await setStage({ gateway: { facade, environment } });
  const { clients, publicAddress } = stage.gateway;
  let callers = 0;
  return {
    ...stage,
    caller: async (scopes, plan) => {
      callers += 1;
      const { client, secret } = clients.make(`caller-${callers}`, scopes);
      await clients.add([{ client: { ...client, ...(plan !== undefined && { plan }) }, secret }]);
      const ask: Caller['ask'] = (path, { bearer = secret, headers, ...init } = {}) =>
        fetch(publicAddress + path, {
          ...init,
          headers: { authorization: `Bearer ${bearer}`, ...(headers as Record<string, string> | undefined) },
        });
      return { id: client.id, ask };
    },
    statements: async (view) => {
      const all = await stage.erp.statements();
      return all.filter(({ text }) => text.includes(`[api].[${view}]`)).length;
    },
    [Symbol.asyncDispose]: async () => {
      await stage[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}
