// An example of a whole answer, put together from the examples of its fields, so that it is as true as they are.
// It must never invent a value: without an example for a required member there is none for the whole.
import type { JsonSchema } from '../../facade/description/json-schema.js';

/** A value that the schema accepts, or undefined when a part has no example. */
export function exampleOfSchema(schema: JsonSchema): unknown {
  if (schema.examples !== undefined) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.minimum !== undefined) return schema.minimum;
  if (schema.properties !== undefined) return exampleOfObject(schema);
  if (schema.items !== undefined) return exampleOfArray(schema.items);
  return Array.isArray(schema.type) && schema.type.includes('null') ? null : undefined;
}

function exampleOfArray(items: JsonSchema): readonly unknown[] | undefined {
  const item = exampleOfSchema(items);
  return item === undefined ? undefined : [item];
}

/** Members that may be missing are shown where their own schema gives an example. */
function exampleOfObject({ properties = {}, required = [] }: JsonSchema): object | undefined {
  const shown = Object.entries(properties).filter(
    ([name, { examples }]) => required.includes(name) || examples !== undefined,
  );
  const members = shown.map(([name, schema]) => [name, exampleOfSchema(schema)] as const);
  return members.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(members);
}
