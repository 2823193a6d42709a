// The condition that ties children to several parents: an IN list for one column, groups for a composite key.
// Both are padded to a power of two, so that their texts are few.
import type { Column } from '../../../src/facade/binding.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';
import { fitValue } from '../column/fit-value.js';
import { padded } from './bucket.js';
import { columnName } from '../statement/identifier.js';
import { placeholder } from './placeholder.js';
import { never, type PredicateContext, type PredicateText, writePredicate } from './predicate.js';
import { comparableTypeOf } from '../column/typed-column.js';

/** Writes the condition; parents with a NULL, or with a value the children's columns cannot hold, have no children. */
export function writeParents(
  match: readonly Column[],
  parents: readonly (readonly LegacyValue[])[],
  context: PredicateContext,
): PredicateText {
  const [only, ...others] = match;
  if (only === undefined)
    throw new SourceFault('refused', 'children need at least one column that ties them to a parent');
  if (others.length === 0) {
    return writePredicate({ kind: 'in', column: only, values: parents.map(([value]) => value ?? null) }, context);
  }
  const fitting = parents.flatMap((parent) => fitParent(match, parent, context));
  if (fitting.length === 0) return never;
  const groups = padded(fitting).map((parent) => writeParent(match, parent, context));
  return { kind: 'text', text: `(${groups.join(' OR ')})` };
}

function fitParent(
  match: readonly Column[],
  parent: readonly LegacyValue[],
  { codePage }: PredicateContext,
): readonly (readonly LegacyValue[])[] {
  const values: LegacyValue[] = [];
  for (const [index, column] of match.entries()) {
    const value = parent[index] ?? null;
    const fit = value === null ? undefined : fitValue(comparableTypeOf(column), value, codePage);
    if (fit?.kind !== 'exact') return [];
    values.push(fit.value);
  }
  return [values];
}

function writeParent(match: readonly Column[], values: readonly LegacyValue[], context: PredicateContext): string {
  const parts = match.map((column, index) => {
    const value = placeholder(context.parameters, comparableTypeOf(column), values[index] ?? null);
    return `${columnName(column)} = ${value}`;
  });
  return `(${parts.join(' AND ')})`;
}
