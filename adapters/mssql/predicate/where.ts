// The WHERE clause: one predicate per line, in the order of the plan.
import type { Predicate } from '../../../src/legacy/read-plan.js';
import { type PredicateContext, type PredicateText, writePredicate } from './predicate.js';

/** All predicates as lines `WHERE …` and `AND …`, empty when there are none; undefined when no row can match. */
export function whereLines(where: readonly Predicate[], context: PredicateContext): readonly string[] | undefined {
  return joinLines(where.map((predicate) => writePredicate(predicate, context)));
}

/** Puts written predicates on lines of their own; undefined when one of them can never hold. */
export function joinLines(written: readonly PredicateText[]): readonly string[] | undefined {
  const lines: string[] = [];
  for (const predicate of written) {
    if (predicate.kind === 'never') return undefined;
    lines.push(`${lines.length === 0 ? 'WHERE' : 'AND'} ${predicate.text}`);
  }
  return lines;
}
