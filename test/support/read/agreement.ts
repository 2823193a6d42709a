// Says what a filter must match, from the shown value alone, and checks a codec against it with random rows.
import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { FieldSource } from '../../../src/facade/binding.js';
import type { FieldType, FilterOperator } from '../../../src/facade/contract.js';
import { codecOf } from '../../../src/legacy/codec-of-field.js';
import { Misfit } from '../../../src/legacy/codec.js';
import type { Canonical } from '../../../src/legacy/codec.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { matchesAll } from './matches-predicate.js';

/** One binding under test. */
export interface Subject {
  readonly title: string;
  readonly type: FieldType;
  readonly source: FieldSource;
  /** Legacy values, one per column. */
  readonly rows: fc.Arbitrary<readonly LegacyValue[]>;
  /** Canonical texts to filter by. */
  readonly texts: fc.Arbitrary<string>;
  /** The order of shown values; that of their text unless given. */
  readonly compare?: (one: string, other: string) => number;
}

export const column = (name: string, type: string) => ({ name, type, nullable: true });
export const plain = (type: string, trim = false): FieldSource => ({
  kind: 'column',
  column: column('C', type),
  trim,
  format: { kind: 'plain' },
});
/** Rows of one column, NULL among them. */
export const one = (values: fc.Arbitrary<LegacyValue>) =>
  fc.tuple(fc.oneof({ weight: 9, arbitrary: values }, fc.constant(null)));
export const byText = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

type Truths = Readonly<Record<Exclude<FilterOperator, 'isNull'>, boolean | undefined>>;

/** What every operator says of a shown value; undefined where the codec may choose. */
function truthsOf(shown: Canonical, texts: readonly string[], compare: (one: string, other: string) => number): Truths {
  const [text = ''] = texts;
  const is = shown !== null;
  const difference = is ? compare(String(shown), text) : 0;
  // Blanks that pad a CHAR cannot be told from blanks that were searched for.
  const search = (found: boolean): boolean | undefined => (text.endsWith(' ') ? undefined : is && found);
  return {
    eq: is && difference === 0,
    ne: is && difference !== 0,
    in: is && texts.some((candidate) => compare(String(shown), candidate) === 0),
    gt: is && difference > 0,
    gte: is && difference >= 0,
    lt: is && difference < 0,
    lte: is && difference <= 0,
    contains: search(String(shown).includes(text)),
    startsWith: search(String(shown).startsWith(text)),
  };
}

function givenTo(operator: FilterOperator, texts: fc.Arbitrary<string>): fc.Arbitrary<readonly string[]> {
  if (operator === 'isNull') return fc.constantFrom(['true'], ['false']);
  return operator === 'in' ? fc.array(texts, { minLength: 1, maxLength: 3 }) : fc.tuple(texts);
}

/** Fails where a filter matches a row that does not show a matching value, or the other way round. */
export function expectAgreement({ type, source, rows, texts, compare = byText }: Subject): void {
  const codec = codecOf({ type }, source);
  const read = codec.reader(codec.columns.map((_, index) => index));
  const truthOf = (shown: Canonical, operator: FilterOperator, given: readonly string[]): boolean | undefined =>
    operator === 'isNull' ? (shown === null) === (given[0] === 'true') : truthsOf(shown, given, compare)[operator];
  for (const operator of codec.operators) {
    const property = fc.property(rows, givenTo(operator, texts), (row, given) => {
      const named = Object.fromEntries(codec.columns.map(({ name }, index) => [name, row[index] ?? null]));
      const shown = read(row);
      const expected = shown instanceof Misfit ? undefined : truthOf(shown, operator, given);
      const matches = matchesAll(codec.filter(operator, given), named);
      if (expected !== undefined) expect({ operator, matches }).toEqual({ operator, matches: expected });
    });
    fc.assert(property, { seed: 20261120, numRuns: 400 });
  }
}
