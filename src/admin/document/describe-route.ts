// What the document says about one route. It must never say more than the declaration does.
import { LIMIT_HEADER_NAMES } from '../../problems/limit-headers.js';
import { headerRefs } from '../../problems/problem-response.js';
import { takesBody } from '../routes/admin-route.js';
import type { AdminRoute } from '../routes/admin-route.js';
import { schemaOf } from './components.js';
import type { JsonSchema } from './components.js';
import { problemRefs } from './problem-responses.js';

/** Name of the security scheme. */
export const ADMINISTRATOR = 'administrator';
const JSON_CONTENT = 'application/json';

/** An operation object. */
export function describeRoute(route: AdminRoute): object {
  const { id, scope, tag, summary, description } = route;
  const needs = scope === undefined ? 'Any administrator may ask for it.' : `Scope: \`${scope}\`.`;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: description === undefined ? needs : `${description} ${needs}`,
    security: [{ [ADMINISTRATOR]: [] }],
    ...(scope !== undefined && { 'x-admin-scope': scope }),
    parameters: [...parameters(route), { $ref: '#/components/parameters/CorrelationId' }],
    ...(takesBody(route) && { requestBody: requestBody(route) }),
    responses: { [String(route.status)]: answer(route), ...problemRefs(route) },
  };
}

function parameters({ parameters: path, query }: AdminRoute): readonly object[] {
  return [...members(schemaOf(path, 'input'), 'path'), ...members(schemaOf(query, 'input'), 'query')];
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

function members(schema: JsonSchema, place: 'path' | 'query'): readonly object[] {
  const { properties = {} } = schema as ObjectSchema;
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path',
    description: description ?? `The ${name} in the address.`,
    schema: rest,
    ...(rest['type'] === 'array' && { style: 'form', explode: true }),
  }));
}

function requestBody({ body, takes }: AdminRoute): object {
  const schema = schemaOf(body, 'input');
  return { required: !body.safeParse({}).success, content: { [takes ?? JSON_CONTENT]: { schema } } };
}

function answer({ answer: schema, gives, status, answer: { description } }: AdminRoute): object {
  const paged = JSON.stringify(schemaOf(schema, 'output')).includes('Page"') ? ['Link'] : [];
  const headers = ['X-Correlation-Id', 'Cache-Control', ...LIMIT_HEADER_NAMES, ...paged];
  return {
    description: description ?? (status === 201 ? 'It was made.' : 'As it is now.'),
    headers: headerRefs(headers),
    content: { [gives ?? JSON_CONTENT]: { schema: schemaOf(schema, 'output') } },
  };
}
