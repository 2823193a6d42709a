// The one screen a person sees after `npm start`: where things are, and commands that work as pasted.
// It must never contain a secret, the first administrator's at a terminal apart, and that once; the commands read theirs
// from its file.
import { relative } from 'node:path';
import type { FirstAdministrator } from '../composition/first-administrator.js';
import type { FirstClient } from '../composition/first-client.js';
import type { Catalogue, WriteExample } from '../facade/catalogue.js';

/** What the screen tells about. */
export interface Welcome {
  readonly catalogue: Catalogue;
  readonly addresses: { readonly publicAddress: string; readonly adminAddress: string };
  readonly firstClient: FirstClient | undefined;
  readonly firstAdministrator: FirstAdministrator | undefined;
  /** Whether a person sees this, and no file or pipe. */
  readonly atTerminal: boolean;
  readonly logFile: string;
  /** Control port of the demo ERP, when it runs. */
  readonly controlPort: number | undefined;
  /** Sources that do not answer, and why. */
  readonly troubles: ReadonlyMap<string, string>;
}

/** The screen's text. */
export function welcomeScreen(welcome: Welcome): string {
  const { catalogue, addresses } = welcome;
  const version = catalogue.versions[0]?.name ?? 'v1';
  return [
    '',
    `Banyan serves ${catalogue.title} at ${addresses.publicAddress}`,
    '',
    `  documentation   ${addresses.publicAddress}/docs`,
    `  OpenAPI         ${addresses.publicAddress}/${version}/openapi.json`,
    `  operators       ${addresses.adminAddress}/health/ready and /metrics`,
    `  log             ${welcome.logFile}`,
    ...(welcome.controlPort === undefined
      ? []
      : [`  demo ERP        http://127.0.0.1:${welcome.controlPort}/statements`]),
    ...administrator(welcome),
    ...[...welcome.troubles].map(([source, advice]) => `\n  ! source ${source} does not answer: ${advice}`),
    '',
    ...commands(welcome, version),
    'Ctrl-C stops everything.',
  ].join('\n');
}

function administrator({ firstAdministrator, atTerminal }: Welcome): string[] {
  if (firstAdministrator === undefined) return [];
  const { id, secretFile, newSecret } = firstAdministrator;
  const where = `  administrator   ${id}, whose secret is in ${relative(process.cwd(), secretFile)}`;
  if (newSecret === undefined || !atTerminal) return [where];
  return [where, `                  and shown this once: ${newSecret}`];
}

function commands({ catalogue, addresses, firstClient }: Welcome, version: string): string[] {
  if (firstClient === undefined) return [];
  const file = relative(process.cwd(), firstClient.secretFile);
  const base = `${addresses.publicAddress}/${version}`;
  const fetch = (path: string): string => `  curl -s -H "Authorization: Bearer $TOKEN" '${base}/${path}'`;
  return [
    'Try it in a second terminal, in this folder:',
    '',
    `  TOKEN=$(curl -s -u "${firstClient.id}:$(cat ${quoted(file)})" -d grant_type=client_credentials ${addresses.publicAddress}/oauth/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    ...examples(catalogue).map(fetch),
    ...(catalogue.writeExamples ?? []).map((example) => write(base, example)),
    '',
  ];
}

/** The key is another one each time, so that each paste is a write of its own; the answer waits for the ERP. */
function write(base: string, { operation, body }: WriteExample): string {
  const [resource = ''] = operation.split('.');
  const headers = ['Authorization: Bearer $TOKEN', 'Content-Type: application/json', 'Prefer: wait=10'];
  const given = [...headers, 'Idempotency-Key: try-$(date +%s)'].map((header) => `-H "${header}"`).join(' ');
  return `  curl -s ${given} -d ${inQuotes(JSON.stringify(body))} '${base}/${resource}'`;
}

const inQuotes = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : inQuotes(path));

/** What the facade's author suggests; else the first page of its first list. */
function examples(catalogue: Catalogue): readonly string[] {
  const chosen = catalogue.examples ?? [];
  if (chosen.length > 0) return chosen;
  const list = catalogue.versions[0]?.operations.find(({ kind }) => kind === 'list');
  return list === undefined ? [] : [`${list.resource}?limit=5`];
}
