// From a delivery to a bound call: types parsed, values fitted. All misfits at once, by name and never with the value.
import type { Column } from '../../../src/facade/binding.js';
import { failure, type Outcome, success } from '../../../src/kernel/outcome.js';
import type { DeliveryParameter, ProcedureDelivery } from '../../../src/legacy/delivery.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { type ColumnType, parseColumnType } from '../column/column-type.js';
import type { CodePage } from '../column/fit.js';
import type { BoundCall, BoundParameter } from './bound-call.js';
import { columnBinding, type DriverCollation, exactBinding } from './exact-binding.js';
import { fitExactly } from './fit-exactly.js';

/** How text is encoded on the connection at hand. */
export interface Encoding {
  readonly codePage: CodePage;
  readonly collation: DriverCollation;
}

/** Names as SQL Server's identifiers may be (Microsoft Learn, "Database identifiers"), as they stand in texts too. */
const NAME = /^[\p{L}_@#$][\p{L}\p{N}_@#$]{0,126}$/u;

/** Binds a delivery. Faults are sentences about parameters that cannot be sent as they are. */
export function bindDelivery(delivery: ProcedureDelivery, encoding: Encoding): Outcome<BoundCall, string> {
  const binder = new Binder(encoding);
  const parameters = delivery.parameters.flatMap((parameter) => binder.parameter(parameter) ?? []);
  if (binder.faults.length > 0) return failure(binder.faults);
  return success({ operation: delivery.operation, procedure: delivery.procedure, parameters });
}

class Binder {
  readonly faults: string[] = [];
  readonly #encoding: Encoding;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
  }

  parameter(parameter: DeliveryParameter): BoundParameter | undefined {
    const name = parameter.kind === 'table' ? parameter.name : parameter.parameter.name;
    if (!NAME.test(name)) {
      this.faults.push(`${name} is no name of a parameter`);
      return undefined;
    }
    switch (parameter.kind) {
      case 'input':
        return this.#input(parameter.parameter, parameter.value);
      case 'output':
        return this.#output(parameter.parameter);
      case 'table':
        return this.#table(parameter);
    }
  }

  #input(column: Column, value: LegacyValue): BoundParameter | undefined {
    const type = this.#typeOf(`@${column.name}`, column);
    if (type === undefined) return undefined;
    const binding = exactBinding(type);
    return { kind: 'input', name: column.name, binding, value: this.#encoded(`@${column.name}`, { type, value }) };
  }

  #output(column: Column): BoundParameter | undefined {
    const type = this.#typeOf(`@${column.name}`, column);
    return type === undefined ? undefined : { kind: 'output', name: column.name, type, binding: exactBinding(type) };
  }

  #table({ name, type, columns, rows }: Extract<DeliveryParameter, { kind: 'table' }>): BoundParameter {
    const types = columns.map((column) => this.#typeOf(`column ${column.name} of @${name}`, column));
    const bound = columns.flatMap((column, index) => {
      const columnType = types[index];
      if (columnType === undefined) return [];
      const binding = columnBinding(columnType, this.#encoding.collation);
      return [{ name: column.name, type: binding.type, ...binding.options }];
    });
    const encoded = rows.map((row, index) => {
      const place = `row ${index + 1} of @${name}`;
      if (row.length !== columns.length) this.faults.push(`${place} has ${row.length} values, not ${columns.length}`);
      return types.map((columnType, position) =>
        columnType === undefined
          ? null
          : this.#encoded(`${columns[position]?.name ?? ''} in ${place}`, {
              type: columnType,
              value: row[position] ?? null,
            }),
      );
    });
    return {
      kind: 'table',
      name,
      type,
      table: { schema: type.schema, name: type.name, columns: bound, rows: encoded },
    };
  }

  #typeOf(place: string, column: Column): ColumnType | undefined {
    const type = parseColumnType(column.type);
    if (type === undefined) this.faults.push(`${place} has type ${column.type}, which cannot be sent`);
    return type;
  }

  #encoded(place: string, { type, value }: { type: ColumnType; value: LegacyValue }): unknown {
    const fitted = fitExactly(type, value, this.#encoding.codePage);
    if (!fitted.fits) {
      this.faults.push(`${place} cannot hold its value exactly`);
      return null;
    }
    return fitted.value === null ? null : exactBinding(type).encode(fitted.value);
  }
}
