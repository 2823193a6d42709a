// Whether a value in its JSON form is one that a canonical type allows. Used for examples and constants.
// It must never be lenient: what stands in a definition is published.
import type { FieldType } from '../contract.js';
import { fitDecimal } from '../../kernel/decimal.js';
import { isDay } from './is-day.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$/;
const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;
const BASE64 = /^([A-Za-z\d+/]{4})*([A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const LARGEST_LONG = 2n ** 63n - 1n;

/** What is wrong, as the end of a sentence that starts with "it"; undefined when the value is allowed. */
export function valueFault(type: FieldType, value: unknown): string | undefined {
  if (type.kind === 'integer') return integerFault(type, value);
  if (type.kind === 'boolean') return typeof value === 'boolean' ? undefined : 'must be true or false.';
  return typeof value === 'string' ? textFault(type, value) : 'must be text in quotes.';
}

function integerFault(type: FieldType & { kind: 'integer' }, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'must be a whole number without quotes.';
  if (value < (type.minimum ?? value)) return `must be at least ${type.minimum ?? ''}.`;
  return value > (type.maximum ?? value) ? `must be at most ${type.maximum ?? ''}.` : undefined;
}

type TextType = Exclude<FieldType, { kind: 'integer' | 'boolean' }>;

interface TextForm {
  readonly test: (text: string) => boolean;
  readonly expected: string;
}

/** The types whose form does not depend on how the field declares them. */
const forms: Readonly<Record<Exclude<TextType['kind'], 'string' | 'decimal' | 'enum'>, TextForm>> = {
  long: { test: isLong, expected: 'a whole number of 64 bits in quotes, such as "9007199254740993"' },
  date: { test: isDay, expected: 'a day such as "2026-01-31"' },
  time: { test: (text) => TIME.test(text), expected: 'a time such as "23:59:59"' },
  instant: { test: isInstant, expected: 'an instant in UTC such as "2026-01-31T12:00:00Z"' },
  uuid: { test: (text) => UUID.test(text), expected: 'a UUID' },
  binary: { test: (text) => BASE64.test(text), expected: 'Base64' },
};

function textFault(type: TextType, text: string): string | undefined {
  if (type.kind === 'string') return stringFault(type, text);
  const { test, expected } = formOf(type);
  return test(text) ? undefined : `must be ${expected}.`;
}

function formOf(type: Exclude<TextType, { kind: 'string' }>): TextForm {
  if (type.kind === 'enum') {
    return { test: (text) => type.values.includes(text), expected: `one of ${type.values.join(', ')}` };
  }
  if (type.kind !== 'decimal') return forms[type.kind];
  const { precision, scale } = type;
  return {
    test: (text) => fitDecimal(text, precision, scale) === text,
    expected: `a decimal with ${scale} digits after the point and at most ${precision} in all`,
  };
}

function stringFault(type: FieldType & { kind: 'string' }, text: string): string | undefined {
  if (Array.from(text).length > (type.maxLength ?? Infinity))
    return `must have at most ${type.maxLength ?? 0} characters.`;
  if (type.pattern === undefined) return undefined;
  try {
    return new RegExp(type.pattern, 'u').test(text) ? undefined : `must match ${type.pattern}.`;
  } catch {
    return undefined; // the pattern itself is reported where it stands
  }
}

function isLong(text: string): boolean {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(text)) return false;
  const value = BigInt(text);
  return value <= LARGEST_LONG && value >= -LARGEST_LONG - 1n;
}

function isInstant(text: string): boolean {
  const [date = '', time = ''] = text.split('T');
  return time.endsWith('Z') && isDay(date) && TIME.test(time.slice(0, -1));
}
