// A whole query to SQLite text: WITH, set operations, ORDER BY, TOP, OFFSET and FETCH, and the rules about them.
import { SqlError } from '../values/sql-error.js';
import type { SqlType } from '../values/sql-type.js';
import type { Expression, OrderItem, Query, QueryBody, Select, SetOperation } from '../tsql/syntax-tree.js';
import { resultType, sortable } from './coercion.js';
import type { Compilation, CompiledQuery } from './compilation.js';
import { INT, quoteName } from './emitted.js';
import { ExpressionCompiler } from './expression-compiler.js';
import { Scope } from './scope.js';
import { compileSelect, type CompiledSelect } from './select-compiler.js';
import { checkColumnNames } from './table-compiler.js';

/** A query inside another one, where an ORDER BY alone is error 1033. */
export function compileSubquery(query: Query, compilation: Compilation, outer: Scope | undefined): CompiledQuery {
  if (query.orderBy.length > 0 && query.offset === undefined && !hasTop(query.body)) {
    throw new SqlError(
      1033,
      'The ORDER BY clause is invalid in views, inline functions, derived tables, subqueries, and common table expressions, unless TOP, OFFSET or FOR XML is also specified.',
    );
  }
  return compileQuery(query, compilation, outer);
}

const hasTop = (body: QueryBody): boolean => body.kind === 'select' && body.top !== undefined;

export function compileQuery(query: Query, compilation: Compilation, outer?: Scope): CompiledQuery {
  const ctes = query.with.map(({ name, query: inner }) => {
    const compiled = compileSubquery(inner, compilation, undefined);
    checkColumnNames(compiled.columns, name);
    compilation.nameQuery(name, compiled.columns);
    return `${quoteName(name)} AS (${compiled.sql})`;
  });
  const main =
    query.body.kind === 'select'
      ? compilePlain(query, query.body, compilation, outer)
      : compileCombined(query, query.body, compilation, outer);
  return ctes.length === 0 ? main : { ...main, sql: `WITH ${ctes.join(', ')} ${main.sql}` };
}

function compilePlain(query: Query, select: Select, compilation: Compilation, outer?: Scope): CompiledQuery {
  const compiled = compileSelect(select, compilation, outer);
  const order = query.orderBy.map((item) => orderText(item, compiled, select));
  const page = pageText(query, select.top, compilation);
  return { sql: compiled.sql + orderBy(order) + page, columns: compiled.columns };
}

const orderBy = (items: readonly string[]): string => (items.length === 0 ? '' : ` ORDER BY ${items.join(', ')}`);

/** An ORDER BY item: a position, an alias of the list, or an expression over the sources. */
function orderText({ expression, descending }: OrderItem, compiled: CompiledSelect, select: Select): string {
  const direction = descending ? ' DESC' : '';
  const listed = listedItem(expression, compiled);
  if (listed !== undefined) return sortable(listed.value) + direction;
  const value = compiled.values.value(expression);
  compiled.grouping?.check(expression, 'ORDER BY clause');
  if (select.distinct && !compiled.items.some((item) => item.value.sql === value.sql)) {
    throw new SqlError(145, 'ORDER BY items must appear in the select list if SELECT DISTINCT is specified.', {
      class: 15,
    });
  }
  return sortable(value) + direction;
}

function listedItem(expression: Expression, compiled: CompiledSelect): CompiledSelect['items'][number] | undefined {
  if (expression.kind === 'number') {
    const item = compiled.items[Number(expression.digits) - 1];
    if (item === undefined) throw positionOutOfRange(expression.digits);
    return item;
  }
  if (expression.kind !== 'column' || expression.path.length > 1) return undefined;
  const name = expression.path[0]?.toLowerCase();
  return compiled.items.find((item) => item.name.toLowerCase() === name);
}

function positionOutOfRange(digits: string): SqlError {
  return new SqlError(
    108,
    `The ORDER BY position number ${digits} is out of range of the number of items in the select list.`,
    { class: 15 },
  );
}

/** TOP (n), or OFFSET and FETCH; t_rows refuses what cannot be a number of rows. */
function pageText(query: Query, top: Expression | undefined, compilation: Compilation): string {
  const values = new ExpressionCompiler(compilation, new Scope([]));
  const rows = (expression: Expression, clause: string): string =>
    `t_rows(${values.value(expression).sql}, '${clause}')`;
  if (top !== undefined) {
    if (query.offset !== undefined)
      throw new SqlError(10741, 'A TOP can not be used in the same query or sub-query as a OFFSET.', { class: 15 });
    return ` LIMIT ${rows(top, 'TOP')}`;
  }
  if (query.offset === undefined) return '';
  const fetch = query.fetch === undefined ? '-1' : rows(query.fetch, 'FETCH');
  return ` LIMIT ${fetch} OFFSET ${rows(query.offset, 'OFFSET')}`;
}

function compileCombined(query: Query, body: SetOperation, compilation: Compilation, outer?: Scope): CompiledQuery {
  const types = combinedTypes(body, compilation, outer);
  const { sql, columns } = compileBranch(body, compilation, outer, types);
  const order = query.orderBy.map(({ expression, descending }) => {
    const position = expression.kind === 'number' ? Number(expression.digits) : namedPosition(expression, columns);
    return `${position}${descending ? ' DESC' : ''}`;
  });
  return { sql: sql + orderBy(order) + pageText(query, undefined, compilation), columns };
}

function namedPosition(expression: Expression, columns: CompiledQuery['columns']): number {
  const name = expression.kind === 'column' ? expression.path.at(-1)?.toLowerCase() : undefined;
  const index = columns.findIndex((column) => column.name.toLowerCase() === name);
  if (index >= 0) return index + 1;
  throw new SqlError(
    104,
    'ORDER BY items must appear in the select list if the statement contains a UNION, INTERSECT or EXCEPT operator.',
    { class: 15 },
  );
}

function combinedTypes(body: QueryBody, compilation: Compilation, outer?: Scope): SqlType[] {
  if (body.kind === 'select') return compileSelect(body, compilation, outer).columns.map((column) => column.type);
  const left = combinedTypes(body.left, compilation, outer);
  const right = combinedTypes(body.right, compilation, outer);
  if (left.length !== right.length) {
    throw new SqlError(
      205,
      'All queries combined using a UNION, INTERSECT or EXCEPT operator must have an equal number of expressions in their target lists.',
    );
  }
  return left.map((type, index) => resultType([type, right[index]]) ?? INT);
}

/** SQLite allows no LIMIT and no parentheses in a branch, so a branch with TOP is wrapped in a SELECT of its own. */
function compileBranch(
  body: QueryBody,
  compilation: Compilation,
  outer: Scope | undefined,
  types: readonly SqlType[],
): CompiledQuery {
  if (body.kind === 'select') {
    const { sql, columns } = compileSelect(body, compilation, outer, types);
    const page =
      body.top === undefined ? '' : pageText({ kind: 'query', with: [], body, orderBy: [] }, body.top, compilation);
    return { sql: page === '' ? sql : `SELECT * FROM (${sql}${page})`, columns };
  }
  const left = compileBranch(body.left, compilation, outer, types);
  const right = compileBranch(body.right, compilation, outer, types);
  const rightSql = body.right.kind === 'set' ? `SELECT * FROM (${right.sql})` : right.sql;
  return { sql: `${left.sql} ${body.operator} ${rightSql}`, columns: left.columns };
}
