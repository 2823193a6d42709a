// The one way in which each canonical value is shown, for inputs that may be written in several: `2.5` and `2.500`,
// an instant with an offset. It must never change which value is meant.
import type { FieldType } from '../../facade/contract.js';
import { byKind } from '../../facade/description/by-kind.js';
import type { ByKind } from '../../facade/description/by-kind.js';
import { typeSchema } from '../../facade/description/field-schema.js';
import { fitDecimal } from '../../kernel/decimal.js';
import { isDay } from '../codecs-of-time/calendar.js';
import { readInstant, writeInstant } from '../codecs-of-time/instant-text.js';
import { takeFraction, withFraction } from '../codecs-of-time/seconds.js';

type Scalar = string | number | boolean;
/** The canonical form, or undefined for what is no value of the type. */
type Form = (value: Scalar) => Scalar | undefined;

const ofText =
  (form: (text: string) => string | undefined): Form =>
  (value) =>
    typeof value === 'string' ? form(value) : undefined;

const FORMS: ByKind<Form> = {
  string: () => ofText((text) => text),
  integer: () => (value) => (Number.isSafeInteger(value) ? value : undefined),
  long: () => ofText((text) => fitDecimal(text, 19, 0)),
  decimal: decimalForm,
  boolean: () => (value) => (typeof value === 'boolean' ? value : undefined),
  date: () => ofText((text) => (isDay(text) ? text : undefined)),
  time: () => ofText(wholeTime),
  instant: () => ofText(utc),
  uuid: () => ofText((text) => text.toLowerCase()),
  binary: () => ofText((text) => Buffer.from(text, 'base64').toString('base64')),
  enum: ({ values }) => ofText((text) => (values.includes(text) ? text : undefined)),
};

/** The canonical form of values of a type. */
export function canonicalForm(type: FieldType): Form {
  return byKind(FORMS, type);
}

/** Most decimals are sent as they are shown; only minus zero would look so and be wrong. */
function decimalForm(type: Extract<FieldType, { kind: 'decimal' }>): Form {
  const { pattern } = typeSchema(type);
  if (pattern === undefined) throw new TypeError('the schema of a decimal has no pattern');
  const shown = new RegExp(pattern);
  const { precision, scale } = type;
  return ofText((text) => (!text.startsWith('-') && shown.test(text) ? text : fitDecimal(text, precision, scale)));
}

function wholeTime(text: string): string {
  const { seconds, fraction } = takeFraction(text);
  return withFraction(seconds, fraction);
}

function utc(text: string): string | undefined {
  const moment = readInstant(text);
  return moment === undefined ? undefined : writeInstant(moment);
}
