// The slice of JSON Schema 2020-12 that the description speaks, as plain data.
// One schema drives both validation and the OpenAPI document, so it must never hold a keyword only one of them knows.

/** A schema, ready for JSON.stringify, Ajv 2020 and OpenAPI 3.1. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly contentEncoding?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly minProperties?: number;
  readonly anyOf?: readonly JsonSchema[];
}

/** The same schema, with null allowed too. */
export function orNull(schema: JsonSchema): JsonSchema {
  const type = [schema.type].flat().filter((name) => name !== undefined);
  return { ...schema, type: [...type, 'null'], ...(schema.enum === undefined ? {} : { enum: [...schema.enum, null] }) };
}
