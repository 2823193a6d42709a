// The JSON Schema of one field as it stands in an answer. It must never promise less than the codecs keep.
import type { Field, FieldType } from '../contract.js';
import { LONGEST_BINARY, LONGEST_TEXT, SECOND_DIGITS } from './bounds.js';
import { byKind } from './by-kind.js';
import type { ByKind } from './by-kind.js';
import { orNull } from './json-schema.js';
import type { JsonSchema } from './json-schema.js';

/** Text that an answer may hold: no NUL, no C1 control characters, no replacement character. */
export const TEXT_PATTERN = '^[^\\u0000\\u0080-\\u009F\\uFFFD]*$';
export const LONG_PATTERN = '^(0|-?[1-9][0-9]{0,18})$';
export const TIME_PATTERN = `^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,${SECOND_DIGITS}})?$`;
const UUID_PATTERN = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
const BASE64_PATTERN = '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$';
const INT32 = 2 ** 31;

/** Schema of a field, with what the contract says about it. */
export function fieldSchema(field: Field): JsonSchema {
  const schema = { ...typeSchema(field.type), ...documentation(field) };
  return field.nullable ? orNull(schema) : schema;
}

function documentation(field: Field): JsonSchema {
  const example = field.example ?? exampleOf(field.type);
  return {
    ...(field.title === undefined ? {} : { title: field.title }),
    ...(field.description === undefined ? {} : { description: field.description }),
    ...(example === undefined ? {} : { examples: [example] }),
  };
}

const SCHEMAS: ByKind<JsonSchema> = {
  string: (type) => ({
    type: 'string',
    maxLength: type.maxLength ?? LONGEST_TEXT,
    pattern: type.pattern ?? TEXT_PATTERN,
  }),
  integer: integerSchema,
  long: () => ({ type: 'string', maxLength: 20, pattern: LONG_PATTERN }),
  decimal: ({ precision, scale }) => decimalSchema(precision, scale),
  boolean: () => ({ type: 'boolean' }),
  date: () => ({ type: 'string', format: 'date', maxLength: 10 }),
  time: () => ({ type: 'string', pattern: TIME_PATTERN, maxLength: 9 + SECOND_DIGITS }),
  instant: () => ({ type: 'string', format: 'date-time', maxLength: 21 + SECOND_DIGITS }),
  uuid: () => ({ type: 'string', format: 'uuid', pattern: UUID_PATTERN, maxLength: 36 }),
  binary: (type) => binarySchema(type.maxBytes ?? LONGEST_BINARY),
  enum: (type) => ({ type: 'string', enum: type.values }),
};

/** Schema of a canonical type. */
export function typeSchema(type: FieldType): JsonSchema {
  return byKind(SCHEMAS, type);
}

function integerSchema(type: Extract<FieldType, { kind: 'integer' }>): JsonSchema {
  const minimum = type.minimum ?? Number.MIN_SAFE_INTEGER;
  const maximum = type.maximum ?? Number.MAX_SAFE_INTEGER;
  const format = minimum >= -INT32 && maximum < INT32 ? 'int32' : 'int64';
  return { type: 'integer', format, minimum, maximum };
}

function decimalSchema(precision: number, scale: number): JsonSchema {
  const whole = precision > scale ? `(0|[1-9][0-9]{0,${precision - scale - 1}})` : '0';
  const fraction = scale === 0 ? '' : `\\.[0-9]{${scale}}`;
  return { type: 'string', pattern: `^-?${whole}${fraction}$`, maxLength: precision + 3 };
}

function binarySchema(bytes: number): JsonSchema {
  return { type: 'string', contentEncoding: 'base64', pattern: BASE64_PATTERN, maxLength: 4 * Math.ceil(bytes / 3) };
}

const EXAMPLES: ByKind<string | number | boolean | undefined> = {
  string: () => undefined,
  integer: ({ minimum = 1, maximum = 1 }) => Math.max(minimum, Math.min(maximum, 1)),
  long: () => '9007199254740993',
  decimal: ({ scale }) => (scale === 0 ? '0' : `0.${'0'.repeat(scale)}`),
  boolean: () => true,
  date: () => '2026-01-31',
  time: () => '13:45:00',
  instant: () => '2026-01-31T12:45:00Z',
  uuid: () => '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  binary: () => 'AQID',
  enum: ({ values }) => values[0],
};

/** An example for types whose every value looks alike; text has none but the contract's own. */
export function exampleOf(type: FieldType): string | number | boolean | undefined {
  return byKind(EXAMPLES, type);
}
