// Which filters a field can have, by what it is and how the ERP realises it.
// It must never allow one that the ERP would answer differently from what the caller asked.
import type { Column, FieldSource } from '../binding.js';
import type { Field, FieldType, FilterOperator } from '../contract.js';
import { parseSqlType } from '../shapes/sql-type.js';

const equality: readonly FilterOperator[] = ['eq', 'ne', 'in'];
const ranges: readonly FilterOperator[] = ['gt', 'gte', 'lt', 'lte'];
const search: readonly FilterOperator[] = ['contains', 'startsWith'];

/** Text has an order too, but it is the collation's, which callers cannot know. */
const ordered: readonly FieldType['kind'][] = ['integer', 'long', 'decimal', 'date', 'time', 'instant'];

/** The operators that make sense for this field; empty when it cannot be filtered by. */
export function answerableOperators(field: Field, source: FieldSource): readonly FilterOperator[] {
  if (field.type.kind === 'binary') return [];
  switch (source.kind) {
    case 'constant':
      return [];
    case 'codes':
      return equality;
    case 'parts':
      return ['eq', 'in'];
    case 'dateAndTime':
      return [...equality, ...ranges, ...nullTest(field)];
    case 'column':
      return [...columnOperators(field.type, source.column), ...nullTest(field)];
  }
}

function columnOperators(type: FieldType, column: Column): readonly FilterOperator[] {
  if (type.kind === 'string') return [...equality, ...search];
  // A day in a column with a time of day is a span: only its edges compare exactly.
  if (type.kind === 'date' && parseSqlType(column.type).kind === 'datetime') return ['gte', 'lt'];
  return ordered.includes(type.kind) ? [...equality, ...ranges] : equality;
}

function nullTest(field: Field): readonly FilterOperator[] {
  return field.nullable ? ['isNull'] : [];
}
