// JSON Schemas of what an operation answers: one resource, or a page of them.
// It must never show a field that is not in the contract.
import type { Child, ListOperation, Operation, Resource } from '../contract.js';
import { LONGEST_CURSOR } from './bounds.js';
import { fieldSchema } from './field-schema.js';
import type { JsonSchema } from './json-schema.js';
import { orNull } from './json-schema.js';

/** Text of a cursor: unpadded base64url. */
export const CURSOR_PATTERN = '^[A-Za-z0-9_-]+$';

/**
 * One resource as this operation shows it. Where callers may choose fields, only the key is sure to be there;
 * otherwise every member is.
 */
export function itemSchema(resource: Resource, operation: Operation): JsonSchema {
  const children = resource.children.filter((child) => operation.embed.includes(child.name));
  const properties = {
    ...propertiesOf(resource.fields),
    ...Object.fromEntries(children.map((child) => [child.name, childSchema(child)])),
  };
  return {
    type: 'object',
    title: resource.title,
    ...(resource.description === undefined ? {} : { description: resource.description }),
    properties,
    required: operation.selectable ? [resource.key] : Object.keys(properties),
    additionalProperties: false,
  };
}

/** A page of a list. */
export function listSchema(resource: Resource, operation: ListOperation): JsonSchema {
  return {
    type: 'object',
    title: `${resource.title}: a page`,
    properties: {
      data: { type: 'array', items: itemSchema(resource, operation), maxItems: operation.page.maxLimit },
      page: pageSchema(operation),
      asOf: AS_OF,
    },
    required: ['data', 'page', 'asOf'],
    additionalProperties: false,
  };
}

const AS_OF: JsonSchema = orNull({
  type: 'string',
  format: 'date-time',
  maxLength: 28,
  description: 'The data is at least as fresh as this instant; null when the source does not say.',
  examples: ['2026-01-31T12:45:00Z'],
});

function pageSchema(operation: ListOperation): JsonSchema {
  const count = { type: 'integer', format: 'int64', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
  return {
    type: 'object',
    properties: {
      limit: {
        ...count,
        format: 'int32',
        minimum: 1,
        maximum: operation.page.maxLimit,
        description: 'Most records a page may hold.',
      },
      next: orNull({
        type: 'string',
        maxLength: LONGEST_CURSOR,
        pattern: CURSOR_PATTERN,
        description: 'Send it as after, with the same filters and sort, to get the next page; null on the last one.',
      }),
      ...(operation.countable
        ? { total: { ...count, description: 'Records that match, on all pages; only with count=exact.' } }
        : {}),
      withheld: {
        ...count,
        format: 'int32',
        minimum: 1,
        maximum: operation.page.maxLimit,
        description: 'Records of this page left out because the ERP holds values in them that break this contract.',
      },
    },
    required: ['limit', 'next'],
    additionalProperties: false,
  };
}

function childSchema(child: Child): JsonSchema {
  const properties = propertiesOf(child.fields);
  const items = { type: 'object', properties, required: Object.keys(properties), additionalProperties: false } as const;
  return {
    type: 'array',
    ...(child.title === undefined ? {} : { title: child.title }),
    ...(child.description === undefined ? {} : { description: child.description }),
    items,
    maxItems: child.max,
  };
}

function propertiesOf(fields: Resource['fields']): Record<string, JsonSchema> {
  return Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)]));
}
