// Writes that become records of files, as an application sends and follows them.
import { eventually } from '../support/running/eventually.js';
import type { DroppingStage } from './dropping-stage.js';

/** What was answered. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A command as its sender sees it. */
export interface SeenCommand {
  readonly id: string;
  readonly status: string;
  readonly history: readonly { readonly status: string; readonly at: string }[];
  readonly result?: unknown;
  readonly refusal?: { readonly reason: string; readonly text: string };
}

/** One write. */
export interface Write {
  readonly path: string;
  readonly body?: object;
  readonly method?: 'POST' | 'PATCH';
  /** Seconds to wait for the end of it. */
  readonly wait?: number;
}

let lastKey = 0;
const TYPES = { POST: 'application/json', PATCH: 'application/merge-patch+json' } as const;

/** Sends a write under a key of its own. */
export async function send(stage: DroppingStage, { path, body, method = 'POST', wait }: Write): Promise<Answered> {
  lastKey += 1;
  const response = await fetch(stage.gateway.publicAddress + path, {
    method,
    headers: {
      authorization: `Bearer ${stage.bearer}`,
      'idempotency-key': `write-${lastKey}`,
      ...(body !== undefined && { 'content-type': TYPES[method] }),
      ...(wait !== undefined && { prefer: `wait=${wait}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: (await response.json()) as Answered['json'] };
}

/** Sends a write that must be accepted; resolves to the command's id. */
export async function accepted(stage: DroppingStage, write: Write): Promise<string> {
  const { status, json } = await send(stage, write);
  if (status !== 202) throw new Error(`${write.path}: ${status} ${JSON.stringify(json)}`);
  return String(json['id']);
}

/** Reads as the first client. */
export async function read<Json = Answered['json']>(stage: DroppingStage, path: string): Promise<Json> {
  const headers = { authorization: `Bearer ${stage.bearer}` };
  const response = await fetch(stage.gateway.publicAddress + path, { headers });
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Json;
}

/** The command as its sender sees it now. */
export const seen = (stage: DroppingStage, id: string): Promise<SeenCommand> => read(stage, `/v1/commands/${id}`);

/** Waits until the command has one of these statuses. */
export function reaches(stage: DroppingStage, id: string, ...statuses: readonly string[]): Promise<SeenCommand> {
  return eventually(
    `command ${id} to be ${statuses.join(' or ')}`,
    async () => {
      const command = await seen(stage, id);
      return statuses.includes(command.status) && command;
    },
    PATIENCE_MS,
  );
}

/** When even a busy machine must have brought a file there and its acknowledgement back. */
const PATIENCE_MS = 30_000;

/** Waits until the command is settled. */
export const settled = (stage: DroppingStage, id: string): Promise<SeenCommand> =>
  reaches(stage, id, 'succeeded', 'refused', 'cancelled');

/** The ERP's own count of what it really did for each of these commands. */
export async function effectsOf({ erp }: DroppingStage, ids: readonly string[]): Promise<readonly number[]> {
  const effects = (await erp.effects()).filter(({ kind }) => kind !== 'refusal');
  return ids.map((id) => effects.filter(({ reference }) => reference === id).length);
}

/** A customer whom the ERP takes. */
export function newCustomer(name: string, more: object = {}): object {
  const terms = { language: 'danish', currency: 'DKK', paymentTerms: 'net14', priceListId: 'DKK-ST' };
  return { name, kind: 'dealer', ...terms, ...more };
}
