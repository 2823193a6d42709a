// Talks to the administration listener of the running gateway, as the person who may read its token file.
// It must never print the token.
import { readFileSync } from 'node:fs';
import { dataFolderAt } from '../../composition/data-folder.js';
import type { Settings } from '../../settings/settings.js';
import { CommandFailure } from '../terminal.js';

/** Asks the gateway that uses the data folder of these settings; resolves to the JSON of its answer. */
export async function askGateway(
  settings: Settings,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<unknown> {
  const { BANYAN_ADMIN_HOST: host, BANYAN_ADMIN_PORT: port } = settings;
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const response = await fetch(address + path, {
    method,
    headers: {
      authorization: `Bearer ${readToken(settings)}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new CommandFailure(
      `No gateway answers at ${address} (BANYAN_ADMIN_HOST, BANYAN_ADMIN_PORT): ${causeOf(error)}`,
    );
  });
  const answer = (await response.json().catch(() => ({}))) as ProblemAnswer;
  if (!response.ok) throw new CommandFailure(describe(answer, response.status));
  return answer;
}

interface ProblemAnswer {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly parameter?: string; readonly pointer?: string; readonly detail: string }[];
}

function readToken(settings: Settings): string {
  const { operatorToken } = dataFolderAt(settings.BANYAN_DATA);
  try {
    return readFileSync(operatorToken, 'utf8').trim();
  } catch (error) {
    throw new CommandFailure(
      `The operator token cannot be read from ${operatorToken}: ${causeOf(error)}. ` +
        'It is made when a gateway with writes first starts; BANYAN_DATA names its folder.',
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
