// The one screen a person sees after `npm start`: where things are and three commands that work as pasted.
// It must never contain a secret; the commands read it from its file.
import { relative } from 'node:path';
import type { FirstClient } from '../composition/first-client.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { ListOperation, Operation, Resource } from '../facade/contract.js';

/** What the screen tells about. */
export interface Welcome {
  readonly catalogue: Catalogue;
  readonly addresses: { readonly publicAddress: string; readonly adminAddress: string };
  readonly firstClient: FirstClient | undefined;
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
    ...(welcome.controlPort === undefined ? [] : [`  demo ERP        http://127.0.0.1:${welcome.controlPort}/statements`]),
    ...[...welcome.troubles].map(([source, advice]) => `\n  ! source ${source} does not answer: ${advice}`),
    '',
    ...commands(welcome, version),
    'Ctrl-C stops everything.',
  ].join('\n');
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
    ...[listPath(catalogue), getPath(catalogue)].flatMap((path) => (path === undefined ? [] : [fetch(path)])),
    '',
  ];
}

const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);

function operations(catalogue: Catalogue): readonly Operation[] {
  return catalogue.versions[0]?.operations ?? [];
}

/** A list that can be narrowed by a word, such as open orders; any list otherwise. */
function listPath(catalogue: Catalogue): string | undefined {
  const lists = operations(catalogue).filter((operation): operation is ListOperation => operation.kind === 'list');
  const narrowed = lists.flatMap((list) => {
    const resource = catalogue.resources.get(list.resource);
    const filter = resource === undefined ? undefined : wordFilter(list, resource);
    return filter === undefined ? [] : [{ list, filter }];
  });
  const [best] = [...narrowed].sort((a, b) => b.list.filters.length - a.list.filters.length);
  if (best !== undefined) return `${best.list.resource}?${best.filter}&limit=5`;
  return lists[0] === undefined ? undefined : `${lists[0].resource}?limit=5`;
}

function wordFilter(list: ListOperation, resource: Resource): string | undefined {
  for (const { field, operators } of list.filters) {
    const type = resource.fields.find(({ name }) => name === field)?.type;
    if (type?.kind === 'enum' && operators.includes('eq') && type.values[0] !== undefined) {
      return `${field}=${type.values[0]}`;
    }
  }
  return undefined;
}

/** The first thing whose key has an example. */
function getPath(catalogue: Catalogue): string | undefined {
  for (const operation of operations(catalogue)) {
    const resource = catalogue.resources.get(operation.resource);
    const example = resource?.fields.find(({ name }) => name === resource.key)?.example;
    if (operation.kind === 'get' && typeof example === 'string') {
      return `${operation.resource}/${encodeURIComponent(example)}`;
    }
  }
  return undefined;
}
