// The administration listener with every desk there is, over stores in memory and a clock that is moved by hand.
// It must never let a test reach what administrators cannot.
import type { RegisteredRoute } from '../../../src/admin/guard/collect-routes.js';
import type { Client } from '../../../src/credentials/client.js';
import { issueCredential } from '../../../src/credentials/issue-credential.js';
import type { ManualClock } from '../../../src/kernel/manual-clock.js';
import { startSmallAdmin, TOKEN } from '../write/small-admin.js';
import type { SmallAdmin } from '../write/small-admin.js';

/** An answer, read. */
export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** How a route is called. */
export interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The listener and shortcuts for calling it; the administrators anna and ben may do everything. */
export class AdminStage implements AsyncDisposable {
  private constructor(readonly small: SmallAdmin) {}

  static async open(): Promise<AdminStage> {
    return new AdminStage(await startSmallAdmin());
  }

  get url(): string {
    return this.small.url;
  }

  get clock(): ManualClock {
    return this.small.door.clock;
  }

  get routes(): readonly RegisteredRoute[] {
    return this.small.routes;
  }

  /** Calls a route below /admin/v1; as anna unless another secret, or none (null), is given. */
  async call(path: string, call: Call = {}): Promise<Told> {
    const answer = await fetch(`${this.url}/admin/v1${path}`, requestOf(call));
    const text = await answer.text();
    const [type = ''] = (answer.headers.get('content-type') ?? '').split(';', 1);
    const json = JSON_TYPES.has(type) ? (JSON.parse(text) as Told['json']) : {};
    return { status: answer.status, headers: answer.headers, json, text };
  }

  /** Makes an administrator past the desk; its secret. */
  async seat(who: Pick<Client, 'id' | 'scopes'> & Partial<Client>): Promise<string> {
    const { clients, pepper } = this.small.gate;
    const { credential, secret } = issueCredential(pepper, this.clock);
    const createdAt = new Date(this.clock.now()).toISOString();
    const seat = { kind: 'administrator', name: who.id, createdAt, credentials: [credential], grants: [] } as const;
    await clients.save({ ...seat, ...who });
    return secret;
  }

  /** What the trail says, newest first. */
  async trail(limit = 5): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const found = await this.small.door.audit.list({ limit });
    return found.map(({ entry }) => ({ ...entry }));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.small[Symbol.asyncDispose]() as Promise<void>;
  }
}

const JSON_TYPES: ReadonlySet<string> = new Set(['application/json', 'application/problem+json']);

function requestOf({ method, body, token = TOKEN, headers = {} }: Call): RequestInit {
  const bearer = token === null ? {} : { authorization: `Bearer ${token}` };
  if (body === undefined) return { method: method ?? 'GET', headers: { ...bearer, ...headers } };
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  return {
    method: method ?? 'POST',
    headers: { ...bearer, 'content-type': type, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}
