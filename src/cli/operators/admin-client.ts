// Talks to the administration listener of the running gateway, as the administrator whose secret file it may read.
// It must never print the secret.
import type { Settings } from '../../settings/settings.js';
import { CommandFailure } from '../terminal.js';
import { administratorSecret } from './administrator-secret.js';

/** How a resource is asked. */
export type Method = 'GET' | 'POST' | 'PATCH';

/** Asks the gateway that uses the data folder of these settings; resolves to the JSON of its answer. */
export async function askGateway(settings: Settings, method: Method, path: string, body?: object): Promise<unknown> {
  const answer = await reachGateway(settings, method, path, body);
  return answer.json().catch(() => {
    throw new CommandFailure(`What answers at ${addressOf(settings)} is no gateway: its answer is no JSON.`);
  });
}

/** The same, resolving to an answer that is fine and has not been read yet. */
export async function reachGateway(settings: Settings, method: Method, path: string, body?: object): Promise<Response> {
  const secret = administratorSecret(settings);
  const address = addressOf(settings);
  const response = await fetch(address + path, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body !== undefined && { 'content-type': method === 'PATCH' ? MERGE_PATCH : 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new CommandFailure(
      `No gateway answers at ${address} (BANYAN_ADMIN_HOST, BANYAN_ADMIN_PORT): ${causeOf(error)}`,
    );
  });
  if (response.ok) return response;
  throw new CommandFailure(describe((await response.json().catch(() => ({}))) as ProblemAnswer, response.status));
}

const MERGE_PATCH = 'application/merge-patch+json';

interface ProblemAnswer {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly parameter?: string; readonly pointer?: string; readonly detail: string }[];
}

function addressOf({ BANYAN_ADMIN_HOST: host, BANYAN_ADMIN_PORT: port }: Settings): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function describe({ title = 'The gateway refused', detail, errors = [] }: ProblemAnswer, status: number): string {
  const faults = errors.map((fault) => `  ${fault.parameter ?? fault.pointer ?? ''}: ${fault.detail}`);
  return [`${title} (${status}).${detail === undefined ? '' : ` ${detail}`}`, ...faults].join('\n');
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
