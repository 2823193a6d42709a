// The demo ERP and a gateway that writes to it, each a process of its own, so that both can be killed.
import { join } from 'node:path';
import { contosoCopy } from '../running/contoso-copy.js';
import type { Change } from '../running/contoso-copy.js';
import { ownFolder } from '../running/own-folder.js';
import { startErp } from '../running/running-erp.js';
import type { RunningErp } from '../running/running-erp.js';
import { serveGateway } from '../running/served-gateway.js';
import type { ServedGateway } from '../running/served-gateway.js';

/** What a test of writing needs; dispose it at the end. */
export interface WritingStage extends AsyncDisposable {
  readonly erp: RunningErp;
  readonly folder: string;
  /** Starts the gateway, again after a kill, on the same data. */
  serve(): Promise<WritingGateway>;
}

/** A running gateway and a token of its first client. */
export interface WritingGateway extends ServedGateway {
  readonly bearer: string;
}

/** Times that a test can wait for; a call may take two seconds, and its claim lasts longer. */
const TIMES = {
  BANYAN_CLAIM_LEASE: '6s',
  BANYAN_CHANNEL_GRACE: '300ms',
  BANYAN_DRAIN_TIMEOUT: '2s',
  BANYAN_VERIFY_GIVE_UP: '1m',
  // What was written is looked for at the ERP.
  BANYAN_CACHE_BYTES: '0',
};

/** Sets the stage with the demo facade, changed, whose calls may take as long as given instead of half a minute. */
export async function setWritingStage(callTimeout = '2s', changes: readonly Change[] = []): Promise<WritingStage> {
  const own = ownFolder();
  const erp = await startErp();
  const facade = contosoCopy(own.path, [
    ['facade.yaml', /(procedures: \{ concurrency: 2, timeout: )30s/, `$1${callTimeout}`],
    ...changes,
  ]);
  const environment = {
    ...TIMES,
    BANYAN_FACADE: facade,
    ...erp.addresses(),
  };
  const serve = async (): Promise<WritingGateway> => {
    const served = await serveGateway(join(own.path, 'data'), environment);
    return { ...served, bearer: await served.token() };
  };
  return {
    erp,
    folder: own.path,
    serve,
    [Symbol.asyncDispose]: async () => {
      await erp[Symbol.asyncDispose]();
      own[Symbol.dispose]();
    },
  };
}

/** An answer with its JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Readonly<Record<string, unknown>>;
}

/** What is asked besides the path. A PATCH is a merge patch. */
interface Asked {
  readonly method?: 'PATCH';
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends JSON as the first client; rejects when the connection breaks. */
export async function call(
  { publicAddress, bearer }: WritingGateway,
  path: string,
  { method, key, body, headers = {} }: Asked = {},
): Promise<Answer> {
  const response = await fetch(publicAddress + path, {
    method: method ?? (body === undefined && key === undefined ? 'GET' : 'POST'),
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(body !== undefined && {
        'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
      }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: (await response.json()) as Answer['json'] };
}
