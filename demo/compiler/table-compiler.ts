// FROM: tables, derived tables, joins and the one table function, as SQLite text and as the sources of a scope.
import { SqlError } from '../values/sql-error.js';
import { parseType } from '../values/sql-type.js';
import type { TableSource } from '../tsql/syntax-tree.js';
import type { CatalogueColumn } from './catalogue.js';
import type { Compilation } from './compilation.js';
import { compileCondition } from './condition-compiler.js';
import { quoteName } from './emitted.js';
import { ExpressionCompiler } from './expression-compiler.js';
import { Scope, type Source } from './scope.js';

interface CompiledSource {
  readonly sql: string;
  readonly sources: readonly Source[];
}

/** The sources after FROM; an outer scope is seen by sub-selects only. */
export function compileFrom(from: readonly TableSource[], compilation: Compilation, outer?: Scope): CompiledSource {
  const compiled = from.map((source) => compileSource(source, compilation, outer));
  const sources = compiled.flatMap((each) => each.sources);
  const names = sources.map((source) => source.alias.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new SqlError(1011, `The correlation name '${twice}' is specified multiple times in a FROM clause.`);
  }
  return { sql: compiled.map((each) => each.sql).join(', '), sources };
}

function compileSource(source: TableSource, compilation: Compilation, outer?: Scope): CompiledSource {
  switch (source.kind) {
    case 'table':
      return compileTable(source, compilation);
    case 'derived':
      return compileDerived(source, compilation, outer);
    case 'function':
      return compileFunction(source, compilation, outer);
    case 'join':
      return compileJoin(source, compilation, outer);
  }
}

function compileTable(
  { path, alias }: Extract<TableSource, { kind: 'table' }>,
  compilation: Compilation,
): CompiledSource {
  const name = path.join('.');
  const named = path.length === 1 ? compilation.namedQuery(name) : undefined;
  if (named !== undefined) return sourceOf(quoteName(name), { alias: alias ?? name, path: [], columns: named });
  const table = compilation.catalogue.table(path);
  if (table === undefined) throw new SqlError(208, `Invalid object name '${name}'.`);
  compilation.touch(table, 'SELECT');
  return sourceOf(quoteName(table.stored), {
    alias: alias ?? table.name,
    path: alias === undefined ? [table.schema, table.name] : [],
    columns: table.columns,
  });
}

function sourceOf(sql: string, source: Omit<Source, 'optional'>): CompiledSource {
  return { sql: `${sql} AS ${quoteName(source.alias)}`, sources: [{ ...source, optional: false }] };
}

function compileDerived(
  source: Extract<TableSource, { kind: 'derived' }>,
  compilation: Compilation,
  outer?: Scope,
): CompiledSource {
  const { sql, columns } = compilation.subquery(source.query, compilation, outer);
  checkColumnNames(columns, source.alias);
  return sourceOf(`(${sql})`, { alias: source.alias, path: [], columns });
}

/** The columns of a derived table or a WITH need names, each its own. */
export function checkColumnNames(columns: readonly CatalogueColumn[], alias: string): void {
  const seen = new Set<string>();
  for (const [index, { name }] of columns.entries()) {
    if (name === '')
      throw new SqlError(8155, `No column name was specified for column ${index + 1} of '${alias}'.`, { state: 2 });
    if (seen.has(name.toLowerCase()))
      throw new SqlError(8156, `The column '${name}' was specified multiple times for '${alias}'.`);
    seen.add(name.toLowerCase());
  }
}

const PERMISSION_COLUMNS: readonly CatalogueColumn[] = ['entity_name', 'subentity_name', 'permission_name'].map(
  (name) => ({
    name,
    type: parseType(name === 'permission_name' ? 'nvarchar(60)' : 'nvarchar(128)'),
    nullable: true,
  }),
);

function compileFunction(
  source: Extract<TableSource, { kind: 'function' }>,
  compilation: Compilation,
  outer?: Scope,
): CompiledSource {
  const name = source.path.at(-1)?.toLowerCase() ?? '';
  if (name !== 'fn_my_permissions' || source.args.length !== 2) {
    throw new SqlError(208, `Invalid object name '${source.path.join('.')}'.`, { state: 3 });
  }
  const compiler = new ExpressionCompiler(compilation, new Scope([], outer));
  const args = source.args.map((argument) => compiler.value(argument).sql);
  const cells = PERMISSION_COLUMNS.map(
    (column, index) => `json_extract(value, '$[${index}]') AS ${quoteName(column.name)}`,
  );
  const rows = `(SELECT ${cells.join(', ')} FROM json_each(t_session('FN_MY_PERMISSIONS', ${args.join(', ')})))`;
  return sourceOf(rows, { alias: source.alias ?? name, path: [], columns: PERMISSION_COLUMNS });
}

function compileJoin(
  source: Extract<TableSource, { kind: 'join' }>,
  compilation: Compilation,
  outer?: Scope,
): CompiledSource {
  const left = compileSource(source.left, compilation, outer);
  const right = compileSource(source.right, compilation, outer);
  const sources = [
    ...left.sources.map((each) => ({
      ...each,
      optional: each.optional || source.join === 'RIGHT JOIN' || source.join === 'FULL JOIN',
    })),
    ...right.sources.map((each) => ({
      ...each,
      optional: each.optional || source.join === 'LEFT JOIN' || source.join === 'FULL JOIN',
    })),
  ];
  const rightSql = source.right.kind === 'join' ? `(${right.sql})` : right.sql;
  const join = `${left.sql} ${source.join} ${rightSql}`;
  if (source.on === undefined) return { sql: join, sources };
  const on = compileCondition(source.on, new ExpressionCompiler(compilation, new Scope(sources, outer)));
  return { sql: `${join} ON ${on}`, sources };
}
