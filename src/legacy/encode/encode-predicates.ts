// Takes the legacy values out of what a codec's "equals" asks for. It must never invent a value that was not asked for.
import type { Column } from '../../facade/binding.js';
import type { LegacyValue } from '../legacy-value.js';
import type { Predicate } from '../read-plan.js';

/** One value per column, or undefined where nothing, or not every column, can be equal. */
export function equalValues(
  predicates: readonly Predicate[],
  columns: readonly Column[],
): readonly LegacyValue[] | undefined {
  const values = columns.map((column) => valueOf(predicates, column));
  return values.includes(undefined) ? undefined : (values as readonly LegacyValue[]);
}

function valueOf(predicates: readonly Predicate[], column: Column): LegacyValue | undefined {
  for (const predicate of predicates) {
    const value = valueIn(predicate, column);
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * Of several ways the last is taken, because codecs name it last where all mean the same: a civil time that the clocks
 * skipped comes before the one they showed. A day in a date-and-time column begins with its midnight.
 */
function valueIn(predicate: Predicate, column: Column): LegacyValue | undefined {
  switch (predicate.kind) {
    case 'compare':
      return predicate.column === column && isLowest(predicate.comparison) ? predicate.value : undefined;
    case 'in':
      return predicate.column === column ? predicate.values[0] : undefined;
    case 'anyOf':
      return valueOf(predicate.groups.at(-1) ?? [], column);
    case 'contains':
    case 'startsWith':
    case 'isNull':
    case 'not':
      return undefined;
  }
}

function isLowest(comparison: string): boolean {
  return comparison === 'eq' || comparison === 'gte';
}
