// The JSON Schema of what a writing operation takes: one for validation and document, bounded everywhere.
// It must never let a member in that the facade does not name.
import type { Child, Field, FieldType, InputChild, InputField, Resource, WriteOperation } from '../contract.js';
import { fieldSchema } from './field-schema.js';
import { filterExpectation } from './filter-schema.js';
import type { JsonSchema } from './json-schema.js';
import { orNull } from './json-schema.js';

/** The body of an operation. A change is a JSON Merge Patch (RFC 7396): what is left out stays as it is. */
export function inputSchema(resource: Resource, operation: WriteOperation): JsonSchema {
  const { fields, children, kind } = operation;
  const properties = {
    ...fieldProperties(resource.fields, fields),
    ...Object.fromEntries(children.flatMap((input) => childProperty(resource, input))),
  };
  const required = [...requiredOf(fields), ...children.filter((child) => child.required).map(({ child }) => child)];
  return {
    type: 'object',
    title: operation.title ?? `${resource.title}: ${operation.id}`,
    properties,
    required,
    additionalProperties: false,
    ...(kind === 'change' && required.length === 0 ? { minProperties: 1 } : {}),
  };
}

/** The media type of the body. */
export function inputMediaType({ kind }: WriteOperation): string {
  return kind === 'change' ? 'application/merge-patch+json' : 'application/json';
}

function fieldProperties(fields: readonly Field[], inputs: readonly InputField[]): Record<string, JsonSchema> {
  return Object.fromEntries(
    inputs.flatMap(({ field: name, required }) => {
      const field = fields.find((each) => each.name === name);
      return field === undefined ? [] : [[name, inputFieldSchema(field, required)] as const];
    }),
  );
}

function requiredOf(fields: readonly InputField[]): readonly string[] {
  return fields.filter(({ required }) => required).map(({ field }) => field);
}

function childProperty(resource: Resource, input: InputChild): readonly (readonly [string, JsonSchema])[] {
  const child = resource.children.find(({ name }) => name === input.child);
  return child === undefined ? [] : [[input.child, childSchema(child, input)]];
}

function childSchema(child: Child, { min, max, fields }: InputChild): JsonSchema {
  return {
    type: 'array',
    ...(child.title === undefined ? {} : { title: child.title }),
    ...(child.description === undefined ? {} : { description: child.description }),
    items: {
      type: 'object',
      properties: fieldProperties(child.fields, fields),
      required: requiredOf(fields),
      additionalProperties: false,
    },
    minItems: min,
    maxItems: max,
  };
}

/** The field as answers show it, laxer where one value can be written in several ways. */
function inputFieldSchema(field: Field, required: boolean): JsonSchema {
  const shown = fieldSchema({ ...field, nullable: false });
  const taken = { ...shown, ...laxer(field.type), ...notEmpty(field, required) };
  return field.nullable ? orNull(taken) : taken;
}

/** `2.5` is as good as `2.500`, and an instant may have any offset: what filters take, bodies take. */
function laxer(type: FieldType): JsonSchema {
  return type.kind === 'decimal' || type.kind === 'instant' ? filterExpectation(type, 'eq').schema : {};
}

/** An empty text is no answer where one is required, and no key of anything. */
function notEmpty({ type, references }: Field, required: boolean): JsonSchema {
  return type.kind === 'string' && (required || references !== undefined) ? { minLength: 1 } : {};
}
