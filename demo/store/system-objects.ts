// The ids of everything in a database: objects, schemas, constraints and table types, and who is whose parent.
import type { DatabaseDefinition, ParameterDefinition } from '../engine/definition.js';
import { splitStored, type LearnedTable } from './learned-tables.js';

export type ObjectKind = 'U' | 'V' | 'P' | 'PK' | 'UQ' | 'F' | 'TT';

/** A row of sys.objects, with what the other views need. */
export interface SystemObject {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: ObjectKind;
  /** The table of a constraint; 0 otherwise. */
  readonly parent: number;
  readonly table?: LearnedTable;
  readonly parameters?: readonly ParameterDefinition[];
}

const FIXED_SCHEMAS: readonly (readonly [string, number])[] = [
  ['dbo', 1],
  ['guest', 2],
  ['INFORMATION_SCHEMA', 3],
  ['sys', 4],
];

/** The objects of one database, numbered in the order of their definition so that ids survive a restart. */
export class SystemObjects {
  readonly all: readonly SystemObject[];
  readonly schemas = new Map<string, number>(FIXED_SCHEMAS);
  private last = 901_578_250;

  constructor(tables: readonly LearnedTable[], definition: DatabaseDefinition) {
    const own = tables.filter((table) => !table.system);
    this.all = [
      ...own.map((table) => this.object(table, table.kind === 'table' ? 'U' : 'V', { table })),
      ...Object.entries(definition.procedures).map(([name, { params }]) =>
        this.object(named(name), 'P', { parameters: params }),
      ),
      ...Object.keys(definition.tableTypes).map((name) => this.object(named(name), 'TT', {})),
    ];
    this.all = [...this.all, ...this.all.flatMap((object) => this.constraints(object))];
  }

  /** The object of this name, in any case; constraints and table types are not found by it. */
  find(schema: string, name: string): SystemObject | undefined {
    return this.all.find(
      (object) =>
        'UVP'.includes(object.kind) &&
        object.schema.toLowerCase() === schema.toLowerCase() &&
        object.name.toLowerCase() === name.toLowerCase(),
    );
  }

  private object(
    { schema, name }: { schema: string; name: string },
    kind: ObjectKind,
    rest: Pick<SystemObject, 'table' | 'parameters'> & { parent?: number },
  ): SystemObject {
    if (!this.schemas.has(schema)) this.schemas.set(schema, this.schemas.size + 1);
    this.last += 16;
    return { id: this.last, schema, name, kind, parent: 0, ...rest };
  }

  private constraints({ id, schema, table }: SystemObject): SystemObject[] {
    if (table === undefined) return [];
    const keys = table.indexes.filter((index) => index.primary || index.constraint);
    return [
      ...keys.map((index) => this.object({ schema, name: index.name }, index.primary ? 'PK' : 'UQ', { parent: id })),
      ...table.references.map((reference) => {
        const [, target] = splitStored(reference.table);
        return this.object({ schema, name: `FK_${table.name}_${target}` }, 'F', { parent: id });
      }),
    ];
  }
}

function named(stored: string): { schema: string; name: string } {
  const [schema, name] = splitStored(stored);
  return { schema, name };
}
