// Talks to the administration listener of the running gateway, as the administrator whose secret file it may read.
// It must never print the secret.
import { readFileSync } from 'node:fs';
import { dataFolderAt } from '../../composition/data-folder.js';
import type { Settings } from '../../settings/settings.js';
import { CommandFailure } from '../terminal.js';

/** How a resource is asked. */
export type Method = 'GET' | 'POST' | 'PATCH';

/** Asks the gateway that uses the data folder of these settings; resolves to the JSON of its answer. */
export async function askGateway(settings: Settings, method: Method, path: string, body?: object): Promise<unknown> {
  return (await reachGateway(settings, method, path, body)).json();
}

/** The same, resolving to an answer that is fine and has not been read yet. */
export async function reachGateway(settings: Settings, method: Method, path: string, body?: object): Promise<Response> {
  const { BANYAN_ADMIN_HOST: host, BANYAN_ADMIN_PORT: port } = settings;
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const response = await fetch(address + path, {
    method,
    headers: {
      authorization: `Bearer ${readSecret(settings)}`,
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

function readSecret(settings: Settings): string {
  const path = settings.BANYAN_ADMINISTRATOR_SECRET_FILE ?? dataFolderAt(settings.BANYAN_DATA).firstAdministratorSecret;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new CommandFailure(
      `The secret of an administrator cannot be read from ${path}: ${causeOf(error)}. The first one is made when a ` +
        'gateway first starts; BANYAN_DATA names its folder, BANYAN_ADMINISTRATOR_SECRET_FILE another file.',
    );
  }
}

function describe({ title = 'The gateway refused', detail, errors = [] }: ProblemAnswer, status: number): string {
  const faults = errors.map((fault) => `  ${fault.parameter ?? fault.pointer ?? ''}: ${fault.detail}`);
  return [`${title} (${status}).${detail === undefined ? '' : ` ${detail}`}`, ...faults].join('\n');
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
