// The JSON Schema of a filter's value, and the sentence that says what is allowed.
// Laxer than the field's own schema where the same value can be written in several ways (`100`, `100.0`, `100.00`).
import type { FieldType, FilterOperator } from '../contract.js';
import { LONGEST_BINARY, LONGEST_FILTER_TEXT, LONGEST_TEXT, SECOND_DIGITS } from './bounds.js';
import { byKind } from './by-kind.js';
import type { ByKind } from './by-kind.js';
import { TEXT_PATTERN, typeSchema } from './field-schema.js';
import type { JsonSchema } from './json-schema.js';

const INSTANT_PATTERN =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-5][0-9]:[0-5][0-9]' +
  `(\\.[0-9]{1,${SECOND_DIGITS}})?(Z|[+-][0-9]{2}:[0-5][0-9])$`;

/** A schema for one value, and the words for "Expected …". */
export interface Expectation {
  readonly schema: JsonSchema;
  readonly words: string;
}

/** What one value of a filter may be. */
export function filterExpectation(type: FieldType, operator: FilterOperator): Expectation {
  if (operator === 'isNull') return { schema: { type: 'boolean' }, words: 'true or false' };
  if (operator === 'contains' || operator === 'startsWith') return searchText(type);
  return byKind(EXPECTATIONS, type);
}

const EXPECTATIONS: ByKind<Expectation> = {
  string: wholeText,
  integer: (type) => ({ schema: typeSchema(type), words: wholeNumber(type.minimum, type.maximum) }),
  long: (type) => ({ schema: typeSchema(type), words: 'a whole number of at most 64 bits' }),
  decimal: ({ precision, scale }) => decimal(precision, scale),
  boolean: (type) => ({ schema: typeSchema(type), words: 'true or false' }),
  date: (type) => ({ schema: typeSchema(type), words: 'a date such as 2026-01-31' }),
  time: (type) => ({ schema: typeSchema(type), words: 'a time of day such as 13:45:00' }),
  instant,
  uuid: () => ({ schema: { type: 'string', format: 'uuid', maxLength: 36 }, words: 'a UUID' }),
  binary: ({ maxBytes }) => ({ schema: binaryValue(maxBytes), words: 'base64' }),
  enum: (type) => ({ schema: typeSchema(type), words: `one of ${type.values.join(', ')}` }),
};

function wholeNumber(minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER): string {
  return `a whole number from ${minimum} to ${maximum}`;
}

function searchText(type: FieldType): Expectation {
  const maxLength = Math.min(
    type.kind === 'string' ? (type.maxLength ?? LONGEST_TEXT) : LONGEST_FILTER_TEXT,
    LONGEST_FILTER_TEXT,
  );
  return {
    schema: { type: 'string', minLength: 1, maxLength, pattern: TEXT_PATTERN },
    words: `1 to ${maxLength} characters of readable text`,
  };
}

function wholeText(type: Extract<FieldType, { kind: 'string' }>): Expectation {
  const maxLength = Math.min(type.maxLength ?? LONGEST_TEXT, LONGEST_FILTER_TEXT);
  const pattern = type.pattern === undefined ? '' : ` that matches ${type.pattern}`;
  return {
    schema: { type: 'string', minLength: 1, maxLength, pattern: type.pattern ?? TEXT_PATTERN },
    words: `text of at most ${maxLength} readable characters${pattern}`,
  };
}

function decimal(precision: number, scale: number): Expectation {
  const whole = Math.max(1, precision - scale);
  const fraction = scale === 0 ? '' : `(\\.[0-9]{1,${scale}})?`;
  const behind = scale === 0 ? '' : ` and ${scale} behind the point`;
  return {
    schema: { type: 'string', pattern: `^-?[0-9]{1,${whole}}${fraction}$`, maxLength: precision + 3 },
    words: `a decimal number with at most ${whole} digits${behind}, such as ${scale === 0 ? '100' : '100.5'}`,
  };
}

function instant(): Expectation {
  return {
    schema: { type: 'string', format: 'date-time', pattern: INSTANT_PATTERN, maxLength: 26 + SECOND_DIGITS },
    words:
      'an instant such as 2026-01-31T12:45:00Z or 2026-01-31T13:45:00%2B01:00 (a plus sign is written %2B in a query)',
  };
}

function binaryValue(maxBytes = LONGEST_BINARY): JsonSchema {
  return { ...typeSchema({ kind: 'binary', maxBytes: Math.min(maxBytes, LONGEST_FILTER_TEXT) }), minLength: 4 };
}
