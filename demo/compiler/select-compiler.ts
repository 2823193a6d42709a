// One SELECT to SQLite text: its list, its clauses, and the rules of grouping. ORDER BY belongs to the query around it.
import type { SqlType } from '../values/sql-type.js';
import type { Select, SelectItem } from '../tsql/syntax-tree.js';
import type { CatalogueColumn } from './catalogue.js';
import { sortable } from './coercion.js';
import type { Compilation } from './compilation.js';
import { converted, quoteName, typeOf, type Emitted } from './emitted.js';
import { ExpressionCompiler } from './expression-compiler.js';
import { GroupingRule, isGrouped } from './grouping-rules.js';
import { Scope } from './scope.js';
import { compileFrom } from './table-compiler.js';

export interface CompiledItem {
  readonly name: string;
  readonly value: Emitted;
}

export interface CompiledSelect {
  readonly sql: string;
  readonly items: readonly CompiledItem[];
  readonly columns: readonly CatalogueColumn[];
  readonly values: ExpressionCompiler;
  /** Present when the rows are groups. */
  readonly grouping?: GroupingRule;
}

/** @param targets the types of the columns, where a set operation decides them */
export function compileSelect(
  select: Select,
  compilation: Compilation,
  outer: Scope | undefined,
  targets?: readonly SqlType[],
): CompiledSelect {
  const from = compileFrom(select.from, compilation, outer);
  const values = new ExpressionCompiler(compilation, new Scope(from.sources, outer));
  const items = withTypes(
    select.items.flatMap((item) => compileItem(item, values)),
    targets,
  );
  const grouping = isGrouped(select) ? checkedGrouping(select, values) : undefined;
  const sql = [
    `SELECT ${select.distinct ? 'DISTINCT ' : ''}${items.map(itemText).join(', ')}`,
    ...(from.sql === '' ? [] : [`FROM ${from.sql}`]),
    ...(select.where === undefined ? [] : [`WHERE ${values.condition(select.where)}`]),
    ...(select.groupBy.length === 0
      ? []
      : [`GROUP BY ${select.groupBy.map((each) => sortable(values.value(each))).join(', ')}`]),
    ...(select.having === undefined ? [] : [`HAVING ${values.condition(select.having)}`]),
  ].join(' ');
  const columns = items.map(({ name, value }) => ({ name, type: typeOf(value), nullable: value.nullable }));
  return { sql, items, columns, values, ...(grouping && { grouping }) };
}

function compileItem(item: SelectItem, values: ExpressionCompiler): CompiledItem[] {
  if (item.kind === 'expression') {
    const own = item.expression.kind === 'column' ? item.expression.path.at(-1) : undefined;
    return [{ name: item.alias ?? own ?? '', value: values.value(item.expression) }];
  }
  return values.scope.starSources(item.qualifier).flatMap((source) =>
    source.columns.map((column) => ({
      name: column.name,
      value: values.value({ kind: 'column', path: [source.alias, column.name] }),
    })),
  );
}

function withTypes(items: readonly CompiledItem[], targets: readonly SqlType[] | undefined): readonly CompiledItem[] {
  if (targets === undefined) return items;
  return items.map(({ name, value }, index) => ({ name, value: converted(value, targets[index] ?? typeOf(value)) }));
}

const itemText = ({ name, value }: CompiledItem): string =>
  name === '' ? value.sql : `${value.sql} AS ${quoteName(name)}`;

function checkedGrouping(select: Select, values: ExpressionCompiler): GroupingRule {
  const rule = new GroupingRule(select, values);
  for (const item of select.items) {
    if (item.kind === 'expression') rule.check(item.expression, 'select list');
    else for (const path of starPaths(item.qualifier, values)) rule.check({ kind: 'column', path }, 'select list');
  }
  if (select.having !== undefined) rule.check(select.having, 'HAVING clause');
  return rule;
}

function starPaths(qualifier: readonly string[], values: ExpressionCompiler): string[][] {
  const sources = values.scope.starSources(qualifier);
  return sources.flatMap((source) => source.columns.map((column) => [source.alias, column.name]));
}
