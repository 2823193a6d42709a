// The database engine behind one or several servers: one SQLite file, its catalogue, its plans and its writer lock.
import type { DatabaseSync } from 'node:sqlite';
import type { Catalogue, CatalogueTable } from '../compiler/catalogue.js';
import { openConnection, prepareFile } from '../store/database-file.js';
import { informationSchema } from '../store/information-schema.js';
import { keyViews } from '../store/key-views.js';
import { learnTables, type LearnedTable } from '../store/learned-tables.js';
import { SystemObjects } from '../store/system-objects.js';
import { dropSystemTables, writeSystemTables } from '../store/system-tables.js';
import { systemViews } from '../store/system-views.js';
import type { NamePath } from '../tsql/syntax-tree.js';
import type { DatabaseDefinition, LoginDefinition, ProcedureDefinition } from './definition.js';
import { Plans } from '../execution/plans.js';
import { WriterLock } from './writer-lock.js';

export interface EngineOptions {
  /** Fills a new file; runs once, inside one transaction, before indexes and triggers exist. Plain text and numbers will do. */
  readonly seed?: (db: DatabaseSync) => void;
  /** The server's clock, milliseconds since 1970. */
  readonly clock?: () => number;
}

/** A procedure with its name as it was defined. */
export interface NamedProcedure {
  readonly schema: string;
  readonly name: string;
  readonly definition: ProcedureDefinition;
}

export class Engine implements Catalogue {
  readonly plans = new Plans(this);
  readonly lock = new WriterLock();
  /** Told after every commit of a session; whoever needs to know puts itself here. */
  onCommit: () => void = () => undefined;
  private readonly tables: ReadonlyMap<string, CatalogueTable>;

  private constructor(
    readonly file: string,
    readonly definition: DatabaseDefinition,
    private readonly keeper: { readonly db: DatabaseSync; readonly tables: readonly LearnedTable[] },
    readonly facts: { readonly objects: SystemObjects; readonly created: boolean; readonly clock: () => number },
  ) {
    this.tables = new Map(keeper.tables.map((table) => [table.stored.toLowerCase(), table]));
  }

  /**
   * Opens the file, creating and seeding it when it is new. Throws when it belongs to another definition, when a view
   * column has no type, or when the DDL is wrong.
   */
  static open(file: string, definition: DatabaseDefinition, options: EngineOptions = {}): Engine {
    const db = openConnection(file);
    db.function('t_visible', { varargs: true }, () => 1);
    const created = prepareFile(db, definition, options.seed ?? (() => undefined));
    dropSystemTables(db);
    const types = definition.columnTypes ?? {};
    const objects = new SystemObjects(learnTables(db, types), definition);
    writeSystemTables(db, [
      ...systemViews(objects, definition),
      ...keyViews(objects),
      ...informationSchema(objects, definition),
    ]);
    const facts = { objects, created, clock: options.clock ?? Date.now };
    return new Engine(file, definition, { db, tables: learnTables(db, types) }, facts);
  }

  /** The name of the database. */
  get database(): string {
    return this.definition.database;
  }

  /** True when this call created and seeded the file. */
  get created(): boolean {
    return this.facts.created;
  }

  table(path: NamePath): CatalogueTable | undefined {
    const [name = '', schema = 'dbo', database = this.database] = path.toReversed();
    if (database.toLowerCase() !== this.database.toLowerCase() || path.length > 3) return undefined;
    return this.tables.get(`${schema === '' ? 'dbo' : schema}.${name}`.toLowerCase());
  }

  /** The procedure of a dotted name, in any case; `dbo` where no schema is given. */
  procedure(path: NamePath): NamedProcedure | undefined {
    const wanted = path.length === 1 ? `dbo.${path[0] ?? ''}` : path.slice(-2).join('.');
    const found = Object.entries(this.definition.procedures).find(
      ([name]) => name.toLowerCase() === wanted.toLowerCase(),
    );
    if (found === undefined) return undefined;
    const [schema = '', name = ''] = found[0].split('.');
    return { schema, name, definition: found[1] };
  }

  login(name: string): LoginDefinition | undefined {
    return this.definition.logins.find((login) => login.name.toLowerCase() === name.toLowerCase());
  }

  /** Closes the file; sessions must be closed before. */
  close(): void {
    this.keeper.db.close();
  }
}
