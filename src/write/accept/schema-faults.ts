// Says in sentences what is wrong with an input, every fault with its JSON pointer, and what is allowed instead.
// It must never repeat a value.
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { JsonSchema } from '../../facade/description/json-schema.js';
import { nearest } from '../../kernel/nearest.js';
import type { RequestFault } from '../../problems/problem.js';
import type { Json } from '../command.js';
import { pointerStep } from './members.js';

/** Every fault of an input; empty when it fits. */
export type InputCheck = (input: Json) => readonly RequestFault[];

/** Faults reported at once. */
const MOST_FAULTS = 100;

const ajv = new Ajv2020({ strict: true, allErrors: true, verbose: true, allowUnionTypes: true, ownProperties: true });
ajvFormats.default(ajv);
for (const width of ['int32', 'int64']) ajv.addFormat(width, true);

/** Compiles the check of one operation's input. Throws for a schema that is not valid itself. */
export function compileInputCheck(schema: JsonSchema): InputCheck {
  const validate = ajv.compile(schema);
  return (input) => (validate(input) ? [] : (validate.errors ?? []).slice(0, MOST_FAULTS).map(faultOf));
}

function faultOf(error: ErrorObject): RequestFault {
  const sentence = SENTENCES[error.keyword];
  const pointer = error.instancePath + pointerStepOf(error);
  return { pointer, detail: sentence === undefined ? 'Does not fit the document of the API.' : sentence(error) };
}

/** Faults of a member are reported at the member, not at the object that lacks it or has it too many. */
function pointerStepOf({ keyword, params }: ErrorObject): string {
  const named = params as { readonly missingProperty?: string; readonly additionalProperty?: string };
  if (keyword === 'required') return pointerStep(named.missingProperty ?? '');
  return keyword === 'additionalProperties' ? pointerStep(named.additionalProperty ?? '') : '';
}

type Sentence = (error: ErrorObject) => string;

const limitOf = ({ params }: ErrorObject): string => String((params as { readonly limit?: unknown }).limit);

const SENTENCES: Readonly<Record<string, Sentence>> = {
  required: () => 'This member is required.',
  additionalProperties: unknownMember,
  type: ({ params }) => `Expected ${article([(params as { type?: string | string[] }).type ?? ''].flat())}.`,
  enum: ({ params }) => `Expected one of ${listOf((params as { allowedValues?: unknown[] }).allowedValues ?? [])}.`,
  minimum: (error) => `Expected ${limitOf(error)} or more.`,
  maximum: (error) => `Expected ${limitOf(error)} or less.`,
  minLength: (error) => `Expected at least ${limitOf(error)} characters.`,
  maxLength: (error) => `Expected at most ${limitOf(error)} characters.`,
  minItems: (error) => `Expected at least ${limitOf(error)} entries.`,
  maxItems: (error) => `Expected at most ${limitOf(error)} entries.`,
  minProperties: () => 'Expected at least one member.',
  pattern: ({ params }) => `Expected text that matches ${String((params as { pattern?: unknown }).pattern)}.`,
  format: ({ params }) =>
    `Expected a ${String((params as { format?: unknown }).format)} (RFC 3339 for days and times).`,
};

function unknownMember({ params, parentSchema }: ErrorObject): string {
  const name = String((params as { additionalProperty?: unknown }).additionalProperty);
  const known = Object.keys((parentSchema as JsonSchema | undefined)?.properties ?? {});
  const near = nearest(name, known);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return `There is no such member.${meant} Allowed: ${known.length === 0 ? 'none' : known.join(', ')}.`;
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

function article(types: readonly string[]): string {
  return types.map((type) => NAMES[type] ?? type).join(' or ');
}

function listOf(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}
