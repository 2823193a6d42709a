// The schemas of writing: the input of every operation, the command, a page of commands.
// It must never let a member in that no answer has.
import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '../../facade/catalogue.js';
import type { ApiVersion, Field, Resource, WriteOperation } from '../../facade/contract.js';
import { fieldSchema } from '../../facade/description/field-schema.js';
import { inputSchema } from '../../facade/description/input-schema.js';
import type { JsonSchema } from '../../facade/description/json-schema.js';
import { orNull } from '../../facade/description/json-schema.js';
import { PUBLIC_STATUSES } from '../../write/public-status.js';
import { COMMAND_PAGE } from '../commands/command-query.js';
import { exampleOfSchema } from '../document/example-of.js';
import { COMMAND_ID_PATTERN } from '../document/fixed-components.js';
import { resourceOf, schemaRef } from '../document/resource-components.js';
import { schemaNames } from '../document/schema-names.js';

/** `OrderCreate`: the input of an operation. */
export function inputSchemaName(resource: Resource, { id }: WriteOperation): string {
  const words = id.slice(id.lastIndexOf('.') + 1).split('-');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return schemaNames(resource).one + name;
}

/** Schema components by name; none where nothing can be written. */
export function commandComponents(catalogue: Catalogue, version: ApiVersion): Readonly<Record<string, object>> {
  if (version.writes.length === 0) return {};
  const inputs = version.writes.map((operation) => {
    const resource = resourceOf(catalogue, operation);
    return [inputSchemaName(resource, operation), withExample(inputSchema(resource, operation))] as const;
  });
  return { ...Object.fromEntries(inputs), Command: commandSchema(version, true), ...pageComponents(version) };
}

function withExample(schema: JsonSchema): JsonSchema {
  const example = exampleOfSchema(schema);
  return example === undefined ? schema : { ...schema, examples: [example] };
}

function pageComponents(version: ApiVersion): Readonly<Record<string, object>> {
  const page = {
    type: 'object',
    title: 'A page of commands',
    properties: {
      data: { type: 'array', items: schemaRef('CommandListItem'), maxItems: COMMAND_PAGE.most },
      page: {
        type: 'object',
        properties: {
          limit: { type: 'integer', format: 'int32', minimum: 1, maximum: COMMAND_PAGE.most },
          next: orNull({ ...ID, description: 'Send it as after to get the next page; null on the last one.' }),
        },
        required: ['limit', 'next'],
        additionalProperties: false,
      },
    },
    required: ['data', 'page'],
    additionalProperties: false,
  };
  return { CommandListItem: commandSchema(version, false), CommandPage: page };
}

const ID: JsonSchema = { type: 'string', maxLength: 26, pattern: COMMAND_ID_PATTERN };
const EXAMPLE_ID = '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A';
const NAME: JsonSchema = { type: 'string', maxLength: 128, pattern: '^[A-Za-z][A-Za-z0-9.-]*$' };
const TEXT: JsonSchema = { type: 'string', maxLength: 1024, pattern: '^[^\\u0000]*$' };
const MOMENT: JsonSchema = { type: 'string', format: 'date-time', maxLength: 28 };
const INSTANT: JsonSchema = { ...MOMENT, examples: ['2026-12-01T08:30:00.000Z'] };
const STATUS: JsonSchema = { type: 'string', enum: PUBLIC_STATUSES };

/** The command as its sender sees it. */
export function commandSchema(version: ApiVersion, withHistory: boolean): JsonSchema {
  const properties: Readonly<Record<string, JsonSchema>> = {
    id: { ...ID, description: 'Follow the command under this id.', examples: [EXAMPLE_ID] },
    status: { ...STATUS, description: 'Accepted is not applied: only succeeded says that the ERP has done it.' },
    operation: {
      ...NAME,
      description: 'The operation that was asked for.',
      examples: version.writes.slice(0, 1).map(({ id }) => id),
    },
    resource: {
      ...NAME,
      description: 'The resource it is about.',
      examples: version.writes.slice(0, 1).map(({ resource }) => resource),
    },
    key: { ...TEXT, description: 'Key of the record, of changes and actions.' },
    acceptedAt: { ...INSTANT, description: 'When it was stored.' },
    changedAt: { ...INSTANT, description: 'When it took its last step.' },
    correlationId: { type: 'string', maxLength: 64, pattern: '^[A-Za-z0-9._-]{1,64}$', examples: [EXAMPLE_ID] },
    waitingFor: { ...ID, description: 'The earlier command that must settle first, because both are about the same.' },
    notBefore: { ...MOMENT, description: 'Of held ones: not sent before this, the end of a closed time.' },
    ...(withHistory ? { heldReason: { ...TEXT, description: 'Of held ones: the closed time that holds it.' } } : {}),
    result: resultSchema(version.writes),
    refusal: refusalSchema(version.writes),
    notice: { ...TEXT, description: 'What the status does and does not mean, for people.' },
    ...(withHistory ? { history: HISTORY } : {}),
  };
  const required = ['id', 'status', 'operation', 'resource', 'acceptedAt', 'changedAt', 'correlationId'];
  return {
    type: 'object',
    title: withHistory ? 'Command' : 'Command in a list',
    description: 'One accepted write.',
    properties: properties,
    required: withHistory ? [...required, 'history'] : required,
    additionalProperties: false,
  };
}

const HISTORY: JsonSchema = {
  type: 'array',
  maxItems: 100_000,
  description: 'The statuses it went through, oldest first.',
  items: {
    type: 'object',
    properties: { at: INSTANT, status: STATUS },
    required: ['at', 'status'],
    additionalProperties: false,
  },
};

/** Every result any operation can have; which ones an operation has stands in its description. */
function resultSchema(writes: readonly WriteOperation[]): JsonSchema {
  const properties = new Map<string, JsonSchema>();
  for (const field of writes.flatMap(({ results }) => results)) {
    const known = properties.get(field.name);
    const schema = withoutExample(field);
    properties.set(field.name, known === undefined || isDeepStrictEqual(known, schema) ? schema : ANY_SCALAR);
  }
  return {
    type: 'object',
    description: 'What the ERP gave back, of succeeded ones.',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

function withoutExample(field: Field): JsonSchema {
  const schema: { examples?: JsonSchema['examples'] } & Omit<JsonSchema, 'examples'> = { ...fieldSchema(field) };
  delete schema.examples;
  return schema as JsonSchema;
}

/** For a name that means different things in different operations. */
const ANY_SCALAR: JsonSchema = {
  type: ['string', 'integer', 'boolean', 'null'],
  format: 'int64',
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
  maxLength: 65_535,
  pattern: '^[^\\u0000]*$',
};

function refusalSchema(writes: readonly WriteOperation[]): JsonSchema {
  const reasons = [...new Set(writes.flatMap(({ refusals }) => refusals.map(({ reason }) => reason)))].sort(byName);
  const known = reasons.length === 0 ? 'none are declared' : reasons.map((reason) => `\`${reason}\``).join(', ');
  return {
    type: 'object',
    description: `Why the ERP refused, of refused ones. Reasons now: ${known}. More may come within a version.`,
    properties: { reason: { ...NAME, description: 'A stable word.' }, text: { ...TEXT, description: 'A sentence.' } },
    required: ['reason', 'text'],
    additionalProperties: false,
  };
}

function byName(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
