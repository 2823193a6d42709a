// Evaluates predicates over a row with SQL's three truth values: NULL makes a comparison unknown, and NOT keeps it so.
import type { LegacyRow } from '../../src/legacy/legacy-value.js';
import type { Comparison, Predicate } from '../../src/legacy/read-plan.js';
import type { RowReader } from './memory-view.js';
import { compareValues, withoutBlanks } from './value-order.js';

/** Undefined is SQL's unknown. */
export type Truth = boolean | undefined;

/** Whether a predicate holds for a row. */
export function truthOf(predicate: Predicate, row: LegacyRow, reader: RowReader): Truth {
  switch (predicate.kind) {
    case 'compare': {
      const { column, comparison, value } = predicate;
      const own = reader.value(row, column);
      if (own === null || value === null) return undefined;
      return holds(comparison, compareValues(column, own, value));
    }
    case 'in':
      return any(
        predicate.values.map((value) =>
          truthOf({ kind: 'compare', column: predicate.column, comparison: 'eq', value }, row, reader),
        ),
      );
    case 'contains':
    case 'startsWith': {
      const own = reader.value(row, predicate.column);
      return own === null ? undefined : searches(String(own), predicate.text, predicate.kind);
    }
    case 'isNull':
      return (reader.value(row, predicate.column) === null) !== predicate.negated;
    case 'anyOf':
      return any(predicate.groups.map((group) => all(group, row, reader)));
    case 'not':
      return negated(all(predicate.group, row, reader));
  }
}

/** Whether all predicates hold: false as soon as one is, unknown when none is and one is unknown. */
export function all(predicates: readonly Predicate[], row: LegacyRow, reader: RowReader): Truth {
  const truths = predicates.map((predicate) => truthOf(predicate, row, reader));
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function any(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

function negated(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

/** A value that cannot be compared differs from every other and is on no side of it. */
function holds(comparison: Comparison, order: number | undefined): boolean {
  return order === undefined ? comparison === 'ne' : HOLDS[comparison](order);
}

/** LIKE counts the blanks of the text it is given and, at the end of what it searches, forgives missing ones. */
function searches(own: string, text: string, kind: 'contains' | 'startsWith'): boolean {
  const [left, right] = [own.toLowerCase(), text.toLowerCase()];
  return kind === 'contains' ? left.includes(right) : left.startsWith(right) || withoutBlanks(left) === right;
}
