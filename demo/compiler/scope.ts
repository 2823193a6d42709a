// Which names mean which columns at one point of a query: the sources of its FROM, then those of the queries around it.
import { SqlError } from '../values/sql-error.js';
import type { NamePath } from '../tsql/syntax-tree.js';
import type { CatalogueColumn } from './catalogue.js';
import { quoteName, type Emitted } from './emitted.js';

/** One table, view or derived table of a FROM clause. */
export interface Source {
  readonly alias: string;
  /** Schema and name, for three-part references and messages; empty when it has an alias or is derived. */
  readonly path: NamePath;
  readonly columns: readonly CatalogueColumn[];
  /** The outer side of a join: its columns may be null whatever they declare. */
  readonly optional: boolean;
}

interface Found {
  readonly source: Source;
  readonly column: CatalogueColumn;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export class Scope {
  constructor(
    readonly sources: readonly Source[],
    private readonly outer?: Scope,
  ) {}

  /** The column a name means. Throws 207, 209 or 4104. */
  column(path: NamePath): Emitted {
    const found = this.find(path);
    if (found === undefined) throw unknownColumn(path);
    return {
      sql: `${quoteName(found.source.alias)}.${quoteName(found.column.name)}`,
      type: found.column.type,
      nullable: found.column.nullable || found.source.optional,
      form: 'column',
    };
  }

  /** The name a column has in messages, `api.Orders.ORDNO` or `o.ORDNO`; undefined when it belongs to an outer query. */
  ownName(path: NamePath): string | undefined {
    const found = this.findHere(path);
    if (found === undefined) return undefined;
    const { source, column } = found;
    return [...(source.path.length > 0 ? source.path : [source.alias]), column.name].join('.');
  }

  /** The sources a `*` or `t.*` stands for. */
  starSources(qualifier: NamePath): readonly Source[] {
    if (this.sources.length === 0) throw new SqlError(263, 'Must specify table to select from.');
    if (qualifier.length === 0) return this.sources;
    const named = this.sources.filter((source) => isNamed(source, qualifier));
    if (named.length === 0) {
      throw new SqlError(
        107,
        `The column prefix '${qualifier.join('.')}' does not match with a table name or alias name used in the query.`,
        { class: 15 },
      );
    }
    return named;
  }

  private find(path: NamePath): Found | undefined {
    return this.findHere(path) ?? this.outer?.find(path);
  }

  private findHere(path: NamePath): Found | undefined {
    const name = path.at(-1) ?? '';
    const qualifier = path.slice(0, -1);
    const found = this.sources
      .filter((source) => qualifier.length === 0 || isNamed(source, qualifier))
      .flatMap((source) =>
        source.columns.filter((column) => same(column.name, name)).map((column) => ({ source, column })),
      );
    if (found.length > 1) throw new SqlError(209, `Ambiguous column name '${name}'.`);
    return found[0];
  }
}

function isNamed(source: Source, qualifier: NamePath): boolean {
  if (qualifier.length === 1) return same(source.alias, qualifier[0] ?? '');
  return source.path.length > 0 && same(source.path.join('.'), qualifier.slice(-2).join('.'));
}

function unknownColumn(path: NamePath): SqlError {
  if (path.length === 1) return new SqlError(207, `Invalid column name '${path.join('.')}'.`);
  return new SqlError(4104, `The multi-part identifier "${path.join('.')}" could not be bound.`);
}
