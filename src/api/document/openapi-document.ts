// The OpenAPI 3.1 document of one version: what @nestjs/swagger finds on the controllers, and the components they
// refer to. It must never contain a path of another version.
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Catalogue } from '../../facade/catalogue.js';
import type { ApiVersion } from '../../facade/contract.js';
import { PROBLEM_SCHEMAS } from '../../problems/problem-schema.js';
import { LIMIT_HEADER_NAMES } from '../../problems/limit-headers.js';
import { headerRefs } from '../../problems/problem-response.js';
import { commandComponents } from '../document-of-writes/command-components.js';
import { COMMAND_OPERATIONS } from '../document-of-writes/describe-commands.js';
import { CACHE_HEADER_NAMES } from './cache-components.js';
import {
  CONDITIONAL_HEADERS,
  HEADERS,
  REQUEST_HEADERS,
  securitySchemes,
  WRITE_HEADERS,
  WRITE_REQUEST_HEADERS,
} from './fixed-components.js';
import { answeringKinds, problemResponses } from './problem-responses.js';
import type { AnsweringKind } from './problem-responses.js';
import { resourceComponents, resourceOf } from './resource-components.js';

/** Builds the document of `version` from the controllers of an application, whether it was initialised or not. */
export function createOpenApiDocument(app: INestApplication, catalogue: Catalogue, version: ApiVersion): OpenAPIObject {
  const scanned = SwaggerModule.createDocument(app, header(catalogue, version), { autoTagControllers: false });
  const { openapi, servers, tags } = scanned;
  const { title, description, version: name } = scanned.info;
  const own = Object.entries(scanned.paths).filter(([path]) => path.startsWith(`/${version.name}/`));
  const document = {
    openapi,
    info: { title, description, version: name },
    servers,
    tags,
    paths: Object.fromEntries(own.map(([path, item]) => [path, withRequestHeaders(item)])),
    components: components(catalogue, version),
  };
  return bareReferences(document) as OpenAPIObject;
}

function header(catalogue: Catalogue, version: ApiVersion): Omit<OpenAPIObject, 'paths'> {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(catalogue.title)
    .setVersion(version.name)
    .setDescription(
      `${catalogue.description ?? `The API in front of ${catalogue.title}.`}\n\n` +
        'Lists are paged with opaque cursors, decimals and 64-bit numbers are strings, and every problem is RFC 9457.',
    )
    .addServer('/', 'The gateway this document was read from');
  for (const operation of [...version.operations, ...version.writes]) {
    const resource = resourceOf(catalogue, operation);
    builder.addTag(resource.name, resource.description ?? `${resource.title}.`);
  }
  if (version.writes.length > 0) builder.addTag('commands', 'Writes that were accepted, and what became of them.');
  const built = builder.build();
  return { ...built, tags: [...new Map((built.tags ?? []).map((tag) => [tag.name, tag])).values()] };
}

function components(catalogue: Catalogue, version: ApiVersion): object {
  const { operations, writes } = version;
  const writable = writes.length > 0;
  const kinds = new Set<AnsweringKind>([...operations.map(({ kind }) => kind), ...writes.flatMap(answeringKinds)]);
  for (const operation of writable ? COMMAND_OPERATIONS : []) kinds.add(operation);
  return {
    schemas: {
      ...resourceComponents(catalogue, version),
      ...commandComponents(catalogue, version),
      ...PROBLEM_SCHEMAS,
    },
    responses: { NotModified: NOT_MODIFIED, ...problemResponses(kinds) },
    parameters: {
      ...REQUEST_HEADERS,
      ...(writable ? WRITE_REQUEST_HEADERS : {}),
      ...(kinds.has('if-match') ? CONDITIONAL_HEADERS : {}),
    },
    headers: { ...HEADERS, ...(writable ? WRITE_HEADERS : {}) },
    securitySchemes: securitySchemes([...operations, ...writes]),
  };
}

const NOT_MODIFIED = {
  description: 'The representation you hold is still the present one.',
  headers: headerRefs([
    'ETag',
    'Cache-Control',
    ...CACHE_HEADER_NAMES,
    'Vary',
    'Banyan-As-Of',
    'X-Correlation-Id',
    ...LIMIT_HEADER_NAMES,
  ]),
};

type PathItem = OpenAPIObject['paths'][string];

/** Adds the header fields an operation takes, and puts its members in the order one reads them. */
function withRequestHeaders({ get, post, patch }: PathItem): PathItem {
  return {
    ...(get !== undefined && {
      get: ordered(get, isOnCommands(get) ? ['CorrelationId'] : Object.keys(REQUEST_HEADERS)),
    }),
    ...(post !== undefined && { post: ordered(post, isOnCommands(post) ? ['CorrelationId'] : writeParameters(post)) }),
    ...(patch !== undefined && { patch: ordered(patch, writeParameters(patch)) }),
  };
}

type Described = NonNullable<PathItem['get']>;

/** Whoever can answer that a precondition failed takes preconditions. */
function writeParameters({ responses }: Described): readonly string[] {
  const conditional = PRECONDITION_FAILED in responses ? Object.keys(CONDITIONAL_HEADERS) : [];
  return [...Object.keys(WRITE_REQUEST_HEADERS), ...conditional, 'CorrelationId'];
}

const PRECONDITION_FAILED = '412';

function isOnCommands({ operationId = '' }: Described): boolean {
  return (COMMAND_OPERATIONS as readonly string[]).includes(operationId);
}

function ordered(described: Described, headers: readonly string[]): Described {
  const shared = headers.map((name) => ({ $ref: `#/components/parameters/${name}` }));
  const { operationId, summary, description, tags, security, parameters = [], responses, ...others } = described;
  const start = { operationId, summary, description, tags, security } as Described;
  return { ...start, parameters: [...parameters, ...shared], ...others, responses };
}

/** The library leaves an empty description beside a reference, which would blank out the one referred to. */
function bareReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bareReferences);
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return { $ref: value.$ref };
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, bareReferences(member)]));
}
