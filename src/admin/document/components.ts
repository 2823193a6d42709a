// The named schemas of the document. It must never show what only zod understands.
import { z } from 'zod';
import { ANSWERS, BODIES } from '../routes/component.js';

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Named = Readonly<Record<string, JsonSchema>>;

const uri = (id: string): string => `#/components/schemas/${id}`;

/** Of answers. */
export function answerComponents(): Named {
  const { schemas } = z.toJSONSchema(ANSWERS, { uri, io: 'output' });
  return bare(schemas);
}

/** Of bodies. */
export function bodyComponents(): Named {
  const { schemas } = z.toJSONSchema(BODIES, { uri, io: 'input' });
  return bare(schemas);
}

/** A schema where it is used: by name where it has one. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const name = (io === 'input' ? BODIES : ANSWERS).get(schema)?.id;
  return name === undefined ? withoutIds(z.toJSONSchema(schema, { io })) : { $ref: uri(name) };
}

function bare(schemas: Readonly<Record<string, object>>): Named {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutIds(schema)]));
}

function withoutIds(schema: object): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema' && name !== '$id'));
}
