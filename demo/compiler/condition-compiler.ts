// Conditions to SQLite text. Comparison follows SQL Server: types meet first, text ignores case and trailing blanks.
import { SqlError } from '../values/sql-error.js';
import { isText, parseType } from '../values/sql-type.js';
import { isCondition, type Condition, type Expression, type Query } from '../tsql/syntax-tree.js';
import { comparable, trimmed } from './coercion.js';
import type { ValueCompiler } from './compilation.js';
import { converted, emitted, padded, type Emitted } from './emitted.js';

type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>;

/** A condition in parentheses. */
export function compileCondition(expression: Expression, values: ValueCompiler): string {
  if (!isCondition(expression)) {
    throw new SqlError(
      4145,
      'An expression of non-boolean type specified in a context where a condition is expected.',
      { class: 15 },
    );
  }
  const inner = (part: Expression): string => compileCondition(part, values);
  switch (expression.kind) {
    case 'compare':
      return compareOperands(expression.operator, values.value(expression.left), values.value(expression.right));
    case 'logic':
      return `(${inner(expression.left)} ${expression.operator} ${inner(expression.right)})`;
    case 'not':
      return `(NOT ${inner(expression.operand)})`;
    case 'isNull':
      return `(${values.value(expression.operand).sql} IS ${expression.negated ? 'NOT ' : ''}NULL)`;
    case 'between':
      return between(expression, values);
    case 'in':
      return among(expression, values);
    case 'like':
      return like(expression, values);
    case 'exists':
      return `EXISTS (${values.compilation.subquery(expression.query, values.compilation, values.scope).sql})`;
  }
}

/** `left operator right`, in parentheses. */
export function compareOperands(operator: string, left: Emitted, right: Emitted): string {
  const sides = comparable(left, right);
  return `(${sides.left} ${operator} ${sides.right})`;
}

function between({ operand, low, high, negated }: Of<'between'>, values: ValueCompiler): string {
  const value = values.value(operand);
  const above = compareOperands('>=', value, values.value(low));
  const below = compareOperands('<=', value, values.value(high));
  return `(${negated ? 'NOT ' : ''}(${above} AND ${below}))`;
}

function among({ operand, among: set, negated }: Of<'in'>, values: ValueCompiler): string {
  const value = values.value(operand);
  const test = isQuery(set)
    ? inQuery(value, set, values)
    : inList(
        value,
        set.map((item) => values.value(item)),
      );
  return negated ? `(NOT ${test})` : test;
}

const isQuery = (set: readonly Expression[] | Query): set is Query => 'kind' in set;

/** Items of the operand's own kind go into one IN, which an index can serve; the others are compared one by one. */
function inList(value: Emitted, items: readonly Emitted[]): string {
  const plain: string[] = [];
  const tests: string[] = [];
  for (const item of items) {
    const sides = comparable(value, item);
    if (sides.left === leftAlone(value)) plain.push(isTextual(item) ? trimmed(item) : sides.right);
    else tests.push(`(${sides.left} = ${sides.right})`);
  }
  if (plain.length > 0)
    tests.unshift(`(${isTextual(value) ? `${trimmed(value)} COLLATE NOCASE` : value.sql} IN (${plain.join(', ')}))`);
  return tests.length === 1 ? (tests[0] ?? '') : `(${tests.join(' OR ')})`;
}

const isTextual = (side: Emitted): boolean => side.type !== undefined && isText(side.type);
const leftAlone = (value: Emitted): string => (isTextual(value) ? trimmed(value) : value.sql);

function inQuery(value: Emitted, query: Query, values: ValueCompiler): string {
  const { sql, columns } = values.compilation.subquery(query, values.compilation, values.scope);
  const [column] = columns;
  if (column === undefined || columns.length > 1) {
    throw new SqlError(
      116,
      'Only one expression can be specified in the select list when the subquery is not introduced with EXISTS.',
    );
  }
  const { left } = comparable(value, emitted('NULL', column.type));
  return `(${isTextual(value) ? `${left} COLLATE NOCASE` : left} IN (${sql}))`;
}

const SHOWN = parseType('varchar(60)');

/** LIKE is a function of ours: SQLite's folds ASCII only and knows no [a-z]. */
function like({ operand, pattern, escape, negated }: Of<'like'>, values: ValueCompiler): string {
  const escaped = escape === undefined ? 'NULL' : values.value(escape).sql;
  const value = values.value(operand);
  const text = isTextual(value) ? value : converted(value, SHOWN);
  const test = `t_like(${text.sql}, ${padded(values.value(pattern))}, ${escaped})`;
  return negated ? `(NOT ${test})` : `(${test})`;
}
