// What the OWASP rules ask of a described schema and it lacks.
import type { JsonSchema } from '../../../src/facade/description/json-schema.js';

/** A schema and every schema inside it. */
export function schemasIn(schema: JsonSchema): readonly JsonSchema[] {
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items === undefined ? [] : [schema.items]),
    ...(schema.anyOf ?? []),
  ];
  return [schema, ...inner.flatMap(schemasIn)];
}

/** The keywords a schema itself should have and has not. */
export function missingBounds(schema: JsonSchema): readonly string[] {
  const is = (type: string): boolean => [schema.type].flat().includes(type);
  const need = (...keywords: (keyof JsonSchema)[]): readonly string[] =>
    keywords.filter((keyword) => schema[keyword] === undefined);
  if (is('array')) return need('maxItems', 'items');
  if (is('integer')) return need('minimum', 'maximum', 'format');
  if (is('object')) return need('properties', 'required', 'additionalProperties');
  if (is('string') && schema.enum === undefined)
    return [...need('maxLength'), ...(schema.format === undefined ? need('pattern') : [])];
  return [];
}
