// Compiles a described schema for validation. It must never coerce, default or change the value it looks at.
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { JsonSchema } from './json-schema.js';

/** True when the value fits the schema. */
export type SchemaCheck = (value: unknown) => boolean;

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, ownProperties: true });
ajvFormats.default(ajv);

/** Compiles once; the check is then cheap. Throws for a schema that is not valid itself. */
export function compileSchema(schema: JsonSchema): SchemaCheck {
  return ajv.compile(schema);
}
