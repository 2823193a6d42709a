// What the compiler asks about a database: which objects there are and which typed columns they have.
import type { SqlType } from '../values/sql-type.js';
import type { NamePath } from '../tsql/syntax-tree.js';

export interface CatalogueColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
}

/** A table, a view or a system view. */
export interface CatalogueTable {
  readonly schema: string;
  readonly name: string;
  /** Its name in the store: `dbo.CUSTMF`. */
  readonly stored: string;
  /** System views may be read by everyone. */
  readonly system: boolean;
  readonly columns: readonly CatalogueColumn[];
}

export interface Catalogue {
  /** The table or view of `name`, `schema.name` or `database.schema.name`, in any case; undefined when there is none. */
  table(path: NamePath): CatalogueTable | undefined;
}
