// The clients of a torture run: senders that repeat what got no answer, and a reader that looks at everything.
// They must note every answer, and never believe one that they did not get.
import type { PublicStatus } from '../../src/write/command.js';
import type { History } from './history.js';
import type { TortureRequest } from './requests.js';
import type { Chance } from './seeded.js';
import type { Serving, Supervisor } from './supervisor.js';

const SENDERS = 12;
/** Of so many requests without an answer, one is not repeated. */
const ONE_GIVES_UP_IN = 40;
/** Between two looks of the reader. */
const LOOK_MS = 150;
const ANSWER_MS = 10_000;

/** What senders go by. */
export interface Senders {
  readonly supervisor: Supervisor;
  readonly history: History;
  readonly chance: Chance;
  /** Whether some requests without an answer are not repeated. */
  readonly givesUp: boolean;
}

/** Sends requests until `before`, asked before each with the number of requests begun so far, says that it is enough. */
export async function sendAll(
  all: readonly TortureRequest[],
  { supervisor, history, chance, givesUp }: Senders,
  before: (begun: number) => Promise<boolean>,
): Promise<void> {
  let next = 0;
  const sender = async (): Promise<void> => {
    for (let index = next++; index < all.length; index = next++) {
      const request = all[index];
      if (request === undefined) return;
      if (!(await before(index))) return;
      history.add({ kind: 'invoke', request: request.name });
      while (!(await sendOnce(request, supervisor, history))) if (givesUp && chance() * ONE_GIVES_UP_IN < 1) break;
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
}

/** True when the request was answered, whatever the answer. */
async function sendOnce(request: TortureRequest, supervisor: Supervisor, history: History): Promise<boolean> {
  const { name, method, path, body } = request;
  const serving = await supervisor.serving().catch(() => undefined);
  const answer = serving && (await ask(serving, method, path, { key: name, body }));
  const status = answer?.status ?? 0;
  if (status === 202) history.add({ kind: 'ok', request: name, commandId: String(answer?.json['id']) });
  else if (status >= 400 && status < 500 && status !== 401) history.add({ kind: 'fail', request: name, status });
  else {
    history.add({ kind: 'info', request: name });
    await rest(20);
    return false;
  }
  return true;
}

/** Looks at the newest commands, and at those `among` names, until `stopped`. */
export async function readAlong(
  { supervisor, history }: { supervisor: Supervisor; history: History },
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    const serving = await supervisor.serving().catch(() => undefined);
    const answer = serving && (await ask(serving, 'GET', '/v1/commands?limit=100'));
    const data = (answer?.json['data'] ?? []) as readonly { readonly id: string; readonly status: PublicStatus }[];
    for (const { id, status } of data) history.saw(id, status);
    await rest(LOOK_MS);
  }
}

/** An answer with its JSON, or undefined when the connection broke. */
export async function ask(
  { publicAddress, bearer }: Serving,
  method: string,
  path: string,
  sent?: { readonly key: string; readonly body: unknown },
): Promise<{ readonly status: number; readonly json: Readonly<Record<string, unknown>> } | undefined> {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const extra = sent && { 'idempotency-key': sent.key, 'content-type': type };
  try {
    const response = await fetch(publicAddress + path, {
      method,
      headers: { authorization: `Bearer ${bearer}`, ...extra },
      ...(sent !== undefined && { body: JSON.stringify(sent.body) }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return { status: response.status, json: (await response.json()) as Readonly<Record<string, unknown>> };
  } catch {
    return undefined;
  }
}

function rest(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
