// The text of a predicate about one column. Values become parameters; nothing else of a predicate but its column's name
// reaches the text.
import type { Comparison } from '../../../src/legacy/read-plan.js';
import { padded } from './bucket.js';
import type { FittedPredicate } from './fitted-predicate.js';
import { columnName } from '../statement/identifier.js';
import { placeholder } from './placeholder.js';
import type { Parameters } from '../statement/statement.js';
import { comparableTypeOf } from '../column/typed-column.js';

const OPERATORS: Readonly<Record<Comparison, string>> = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** Writes a fitted predicate and binds its values. */
export function writeFitted(predicate: FittedPredicate, parameters: Parameters): string {
  const name = columnName(predicate.column);
  switch (predicate.kind) {
    case 'always':
      return `${name} = ${name}`;
    case 'never':
      return `${name} <> ${name}`;
    case 'isNull':
      return `${name} IS ${predicate.negated ? 'NOT NULL' : 'NULL'}`;
    case 'like':
      return `${name} LIKE ${parameters.add(predicate.pattern.type, predicate.pattern.text)} ESCAPE '\\'`;
    case 'compare': {
      const value = placeholder(parameters, comparableTypeOf(predicate.column), predicate.value);
      return `${name} ${OPERATORS[predicate.comparison]} ${value}`;
    }
    case 'in': {
      const type = comparableTypeOf(predicate.column);
      const values = padded(predicate.values).map((value) => placeholder(parameters, type, value));
      return `${name} IN (${values.join(', ')})`;
    }
  }
}
