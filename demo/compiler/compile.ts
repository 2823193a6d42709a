// The door to the compiler: one data statement of T-SQL becomes one SQLite statement with typed columns and its needs.
import type { DataStatement } from '../tsql/syntax-tree.js';
import type { SqlType } from '../values/sql-type.js';
import type { Catalogue, CatalogueColumn } from './catalogue.js';
import { Compilation, type Touch } from './compilation.js';
import { compileQuery, compileSubquery } from './query-compiler.js';
import { compileDelete, compileInsert, compileUpdate } from './write-compiler.js';

/** A statement ready for SQLite. Frozen by convention: it is cached and shared. */
export interface Compiled {
  readonly sql: string;
  readonly verb: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  /** The result columns; empty for writes. */
  readonly columns: readonly CatalogueColumn[];
  /** The variables to bind to @v0, @v1 ..., by lower-case name with the @. */
  readonly variables: readonly string[];
  /** What the login must be allowed. */
  readonly touches: readonly Touch[];
}

/** Compiles a statement; every fault is the error SQL Server would raise. */
export function compile(
  statement: DataStatement,
  catalogue: Catalogue,
  variables: ReadonlyMap<string, SqlType>,
): Compiled {
  const compilation = new Compilation(catalogue, variables, compileSubquery);
  const body = compileBody(statement, compilation);
  return { ...body, variables: compilation.variables, touches: [...compilation.touches.values()] };
}

function compileBody(statement: DataStatement, compilation: Compilation): Pick<Compiled, 'sql' | 'verb' | 'columns'> {
  switch (statement.kind) {
    case 'query':
      return { ...compileQuery(statement, compilation), verb: 'SELECT' };
    case 'insert':
      return { sql: compileInsert(statement, compilation), verb: 'INSERT', columns: [] };
    case 'update':
      return { sql: compileUpdate(statement, compilation), verb: 'UPDATE', columns: [] };
    case 'delete':
      return { sql: compileDelete(statement, compilation), verb: 'DELETE', columns: [] };
  }
}
