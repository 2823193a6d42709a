// The state of one statement's compilation: the variables it uses, the objects it touches, the names WITH gave.
import { SqlError } from '../values/sql-error.js';
import type { SqlType } from '../values/sql-type.js';
import type { Expression, Query } from '../tsql/syntax-tree.js';
import type { Catalogue, CatalogueColumn, CatalogueTable } from './catalogue.js';
import { emitted, type Emitted } from './emitted.js';
import type { Scope } from './scope.js';

export type TablePermission = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** An object a statement needs a permission on. */
export interface Touch {
  readonly schema: string;
  readonly name: string;
  readonly permission: TablePermission;
}

/** A compiled query: its text and the columns it gives. */
export interface CompiledQuery {
  readonly sql: string;
  readonly columns: readonly CatalogueColumn[];
}

/** Compiles a query inside another one; set by the query compiler. */
export type SubqueryCompiler = (query: Query, compilation: Compilation, outer: Scope | undefined) => CompiledQuery;

/** Compiles the values at one place of a query. */
export interface ValueCompiler {
  readonly compilation: Compilation;
  readonly scope: Scope;
  value(expression: Expression): Emitted;
}

export class Compilation {
  readonly touches = new Map<string, Touch>();
  /** Lower-case names of the variables used, in the order of their place holders. */
  readonly variables: string[] = [];
  private readonly named = new Map<string, readonly CatalogueColumn[]>();

  /**
   * @param types the variables in scope, by lower-case name with the @
   * @param subquery how a query within an expression or a FROM is compiled
   */
  constructor(
    readonly catalogue: Catalogue,
    private readonly types: ReadonlyMap<string, SqlType>,
    readonly subquery: SubqueryCompiler,
  ) {}

  /** A variable as a place holder. Throws 137 when it is not declared. */
  variable(name: string): Emitted {
    const key = name.toLowerCase();
    const type = this.types.get(key);
    if (type === undefined) throw new SqlError(137, `Must declare the scalar variable "${name}".`, { state: 2 });
    let index = this.variables.indexOf(key);
    if (index < 0) index = this.variables.push(key) - 1;
    return emitted(`@v${index}`, type);
  }

  /** Notes a permission the statement needs. */
  touch(table: CatalogueTable, permission: TablePermission): void {
    if (table.system) return;
    const { schema, name } = table;
    this.touches.set(`${permission} ${schema}.${name}`, { schema, name, permission });
  }

  nameQuery(name: string, columns: readonly CatalogueColumn[]): void {
    this.named.set(name.toLowerCase(), columns);
  }

  /** The columns of a query that WITH named. */
  namedQuery(name: string): readonly CatalogueColumn[] | undefined {
    return this.named.get(name.toLowerCase());
  }
}
