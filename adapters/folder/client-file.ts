// The format of clients.json, as text and as clients.
// It must never accept a file in part: one fault anywhere and every fault is reported.
import { z } from 'zod';
import type { Client } from '../../src/credentials/client-directory.port.js';

const name = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 . _ -');

const credential = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hexadecimal digits'),
  digest: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 43 characters of base64url'),
  createdAt: z.iso.datetime(),
});

const client = z.strictObject({
  id: name,
  name: z.string().min(1).max(200),
  system: z.string().min(1).exactOptional(),
  scopes: z.array(z.string().regex(/^\S+$/, 'must be one scope without spaces')).max(1000),
  plan: z.string().min(1).exactOptional(),
  credentials: z.array(credential).max(100),
});

const file = z.strictObject({ clients: z.array(client) }).superRefine(({ clients }, context) => {
  const ids = clients.map((each) => each.id);
  const credentials = clients.flatMap((each) => each.credentials.map(({ id }) => id));
  for (const id of repeated(ids)) context.addIssue(`the client id ${id} is used twice`);
  for (const id of repeated(credentials)) context.addIssue(`the credential id ${id} is used twice`);
});

/** Reads the file's text into frozen clients. Throws one error that lists every fault; `path` is for the message. */
export function parseClientFile(text: string, path: string): readonly Client[] {
  const parsed = file.safeParse(parseJson(text, path));
  if (parsed.success) return Object.freeze(parsed.data.clients.map(freezeClient));
  const faults = parsed.error.issues.map((issue) => `  ${locate(issue.path)}: ${issue.message}`);
  throw new Error([`The client file ${path} is not valid:`, ...faults].join('\n'));
}

/** The text to keep, made for people to read: one member per line. */
export function formatClientFile(clients: readonly Client[]): string {
  return `${JSON.stringify({ clients }, undefined, 2)}\n`;
}

/** Freezes a client through and through; the object given is not touched. */
export function freezeClient(client: Client): Client {
  const credentials = client.credentials.map((each) => Object.freeze({ ...each }));
  return Object.freeze({
    ...client,
    scopes: Object.freeze([...client.scopes]),
    credentials: Object.freeze(credentials),
  });
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The client file ${path} is not valid JSON.`);
  }
}

function locate(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the file' : path.map(String).join('.');
}

function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
