// The JSON Schemas of a command as its caller sees it, and of a page of commands.
// It must never show what only operators may see: evidence, attempts, who decided.
import type { Field, WriteOperation } from '../contract.js';
import { LONGEST_CURSOR } from './bounds.js';
import { fieldSchema } from './field-schema.js';
import type { JsonSchema } from './json-schema.js';
import { orNull } from './json-schema.js';
import { CURSOR_PATTERN } from './resource-schema.js';

/** What callers see of a command's state, in the order of its life. */
export const COMMAND_STATUSES = [
  'accepted',
  'held',
  'delivering',
  'delivered',
  'parked',
  'succeeded',
  'refused',
  'cancelled',
] as const;

/** Text of a command id, a ULID. */
export const COMMAND_ID_PATTERN = '^[0-7][0-9A-HJKMNP-TV-Z]{25}$';
/** Most commands of a page. */
export const MOST_COMMANDS = 200;
/** Most steps that are shown of a command's way; the newest are kept. */
export const MOST_HISTORY = 200;

const LONGEST_PATH = 2_048;
const PATH_PATTERN = '^/[^\\s]*$';
const INSTANT: JsonSchema = {
  type: 'string',
  format: 'date-time',
  maxLength: 28,
  examples: ['2026-12-01T08:15:00Z'],
};
const COMMAND_ID: JsonSchema = {
  type: 'string',
  pattern: COMMAND_ID_PATTERN,
  maxLength: 26,
  examples: ['01JE0M5K3VZ8Q4R2T6W9X1Y0AB'],
};
const STATUS: JsonSchema = { type: 'string', enum: COMMAND_STATUSES };

/** One command of one of these operations: of one, as the answer to a write; of all, where any may be asked for. */
export function commandSchema(operations: readonly WriteOperation[]): JsonSchema {
  const properties = {
    id: { ...COMMAND_ID, description: 'Follow the command by it; it travels to the ERP too.' },
    operation: { type: 'string', enum: [...new Set(operations.map(({ id }) => id))] },
    status: {
      ...STATUS,
      description:
        'accepted and held wait; delivering is under way; delivered awaits the ERP’s answer; parked waits for a person; ' +
        'succeeded, refused and cancelled are final.',
    },
    acceptedAt: INSTANT,
    changedAt: INSTANT,
    history: HISTORY,
    waitingFor: orNull({
      ...COMMAND_ID,
      description: 'The earlier command that must settle first; null when none must.',
    }),
    result: resultSchema(operations),
    problem: PROBLEM,
    links: LINKS,
  } satisfies Record<string, JsonSchema>;
  return {
    type: 'object',
    title: 'Command',
    description: 'A write that was accepted, and how far it has come. What it changes may be read a little later.',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

/** A page of commands, newest first. */
export function commandPageSchema(operations: readonly WriteOperation[]): JsonSchema {
  return {
    type: 'object',
    title: 'Commands: a page',
    properties: {
      data: { type: 'array', items: commandSchema(operations), maxItems: MOST_COMMANDS },
      page: {
        type: 'object',
        properties: {
          limit: { type: 'integer', format: 'int32', minimum: 1, maximum: MOST_COMMANDS },
          next: orNull({
            type: 'string',
            maxLength: LONGEST_CURSOR,
            pattern: CURSOR_PATTERN,
            description: 'Send it as after to get the next page; null on the last one.',
          }),
        },
        required: ['limit', 'next'],
        additionalProperties: false,
      },
    },
    required: ['data', 'page'],
    additionalProperties: false,
  };
}

const HISTORY: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: { at: INSTANT, status: STATUS },
    required: ['at', 'status'],
    additionalProperties: false,
  },
  minItems: 1,
  maxItems: MOST_HISTORY,
  description: 'The steps so far, oldest first.',
};

const PROBLEM: JsonSchema = orNull({
  type: 'object',
  description: 'Why the ERP refused; null unless it did.',
  properties: {
    reason: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', maxLength: 64, examples: ['credit-limit-exceeded'] },
    text: { type: 'string', pattern: '^[^\\u0000-\\u001F]*$', maxLength: 300 },
  },
  required: ['reason', 'text'],
  additionalProperties: false,
});

const LINKS: JsonSchema = {
  type: 'object',
  properties: {
    self: { type: 'string', format: 'uri-reference', pattern: PATH_PATTERN, maxLength: LONGEST_PATH },
    resource: orNull({
      type: 'string',
      format: 'uri-reference',
      pattern: PATH_PATTERN,
      maxLength: LONGEST_PATH,
      description: 'What the command is about; null as long as nobody knows its key.',
    }),
  },
  required: ['self', 'resource'],
  additionalProperties: false,
};

/** Every member may be missing: the ERP may have done its work without anybody hearing its answer. */
function resultSchema(operations: readonly WriteOperation[]): JsonSchema {
  const byName = new Map<string, Field[]>();
  for (const field of operations.flatMap(({ results }) => results)) {
    byName.set(field.name, [...(byName.get(field.name) ?? []), field]);
  }
  const properties = Object.fromEntries([...byName].map(([name, fields]) => [name, oneOfFields(fields)]));
  return orNull({
    type: 'object',
    description: 'What the ERP gave back; null until the command has succeeded.',
    properties,
    required: [],
    additionalProperties: false,
  });
}

/** Operations may use one name for values of different types. */
function oneOfFields(fields: readonly Field[]): JsonSchema {
  const byType = new Map(fields.map((field) => [JSON.stringify([field.type, field.nullable]), field]));
  const schemas = [...byType.values()].map(fieldSchema);
  const [only = {}] = schemas;
  return schemas.length === 1 ? only : { anyOf: schemas };
}
