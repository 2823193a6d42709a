// The JSON Schemas by which editors complete and check a facade folder, made from the schemas the loader uses.
// It must never be edited apart from them: facades/schema/ is generated.
import { z } from 'zod';
import { layoutFile } from '../format-of-drops/layout-file.js';
import { facadeFile } from './facade-file.js';
import { resourceFile } from './resource-file.js';
import { shapeLockFile } from '../shapes/shape-lock-file.js';

/** File name in facades/schema → JSON Schema (draft 7, which YAML editors know best). */
export function facadeJsonSchemas(): Readonly<Record<string, object>> {
  return {
    'facade.schema.json': jsonSchema(facadeFile),
    'layout.schema.json': jsonSchema(layoutFile),
    'resource.schema.json': jsonSchema(resourceFile),
    'shape-lock.schema.json': jsonSchema(shapeLockFile),
  };
}

/** The exact text of each file in facades/schema. */
export function facadeJsonSchemaFiles(): ReadonlyMap<string, string> {
  const entries = Object.entries(facadeJsonSchemas());
  return new Map(entries.map(([name, schema]) => [name, `${JSON.stringify(schema, null, 2)}\n`]));
}

function jsonSchema(schema: z.ZodType): object {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
}
