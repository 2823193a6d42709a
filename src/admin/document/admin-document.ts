// The OpenAPI 3.1 document of /admin/v1, made from the declarations of its routes and of nothing else.
// It must never name a component that no route refers to.
import { stringify } from 'yaml';
import { BANYAN_VERSION } from '../../kernel/version.js';
import { PROBLEM_SCHEMAS } from '../../problems/problem-schema.js';
import { ADMIN_PREFIX, TAGS } from '../routes/admin-route.js';
import type { AdminRoute } from '../routes/admin-route.js';
import { answerComponents, bodyComponents } from './components.js';
import { ADMINISTRATOR, describeRoute } from './describe-route.js';
import { HEADERS, PARAMETERS } from './fields.js';
import { problemResponses } from './problem-responses.js';

/** A document, as JSON. */
export interface AdminDocument {
  readonly openapi: '3.1.0';
  readonly [member: string]: unknown;
}

/** The document of these routes. */
export function adminDocument(routes: readonly AdminRoute[]): AdminDocument {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes)
    (paths[ADMIN_PREFIX + route.path] ??= {})[route.method.toLowerCase()] = describeRoute(route);
  const schemas = { ...bodyComponents(), ...answerComponents(), ...PROBLEM_SCHEMAS };
  const used = refsIn({ paths, responses: problemResponses(routes) }, schemas);
  return {
    openapi: '3.1.0',
    info: { title: 'Banyan administration', version: BANYAN_VERSION, description: DESCRIPTION, license: LICENSE },
    servers: [{ url: '/', description: 'The administration listener, on loopback unless the settings say otherwise.' }],
    tags: Object.entries(TAGS)
      .filter(([name]) => routes.some(({ tag }) => tag === name))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))),
      responses: problemResponses(routes),
      headers: HEADERS,
      parameters: PARAMETERS,
      securitySchemes: { [ADMINISTRATOR]: SECURITY },
    },
  };
}

/** As it is committed. */
export function renderAdminDocument(routes: readonly AdminRoute[]): string {
  return stringify(adminDocument(routes), { schema: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false });
}

const DESCRIPTION =
  'Clients and their credentials, administrators, signing keys, the audit trail, and what waits for a person. Every ' +
  'operation names the admin scope it needs. Nobody hands out more than it holds itself.';
const LICENSE = { name: 'Apache-2.0', identifier: 'Apache-2.0' };
const SECURITY = {
  type: 'http',
  scheme: 'bearer',
  description: 'The secret of an administrator as a Bearer. Its scopes are named with each operation.',
};

/** Names of the schemas that are referred to from here, directly or through others. */
function refsIn(from: unknown, schemas: Readonly<Record<string, object>>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(schemas[name] ?? {});
    }
  };
  visit(from);
  return found;
}
