// The demo ERP and a gateway that writes to it, each a process of its own, so that both can be killed.
import { join } from 'node:path';
import { contosoCopy } from '../running/contoso-copy.js';
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

/** Times that a test can wait for; a call may take two seconds. */
const TIMES = {
  BANYAN_CHANNEL_GRACE: '300ms',
  BANYAN_DRAIN_TIMEOUT: '2s',
  BANYAN_VERIFY_GIVE_UP: '1m',
};

/** Sets the stage with the demo facade, whose calls may take as long as given instead of half a minute. */
export async function setWritingStage(callTimeout = '2s'): Promise<WritingStage> {
  const own = ownFolder();
  const erp = await startErp();
  const facade = contosoCopy(own.path, [
    ['facade.yaml', /(procedures: \{ concurrency: 2, timeout: )30s/, `$1${callTimeout}`],
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

/** Sends JSON as the first client; rejects when the connection breaks. */
export async function call(
  { publicAddress, bearer }: WritingGateway,
  path: string,
  { key, body, headers = {} }: { key?: string; body?: unknown; headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  const response = await fetch(publicAddress + path, {
    method: body === undefined && key === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: (await response.json()) as Answer['json'] };
}
