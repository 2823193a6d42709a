// A procedure call as it will be sent, every value fitted, encoded and tied to the driver's type; and its answer.
import type { ViewName } from '../../../src/facade/binding.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { ColumnType } from '../column/column-type.js';
import type { DriverBinding } from '../connection/bind-parameter.js';

/** A parameter, its name without the at sign. `value` is what the driver is given. */
export type BoundParameter =
  | { readonly kind: 'input'; readonly name: string; readonly binding: DriverBinding; readonly value: unknown }
  | { readonly kind: 'output'; readonly name: string; readonly type: ColumnType; readonly binding: DriverBinding }
  | { readonly kind: 'table'; readonly name: string; readonly type: ViewName; readonly table: DriverTable };

/** The driver's form of a table-valued parameter. */
export interface DriverTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: DriverBinding['type'];
    readonly length?: number;
    readonly precision?: number;
    readonly scale?: number;
  }[];
  readonly rows: readonly (readonly unknown[])[];
}

export interface BoundCall {
  readonly operation: string;
  readonly procedure: ViewName;
  readonly parameters: readonly BoundParameter[];
}

/** What a procedure answered to a call that ran to its end. */
export interface CallAnswer {
  /** Undefined when the server ended the call without one, which no procedure of SQL Server does. */
  readonly returnStatus: number | undefined;
  /** By parameter name, without the at sign. */
  readonly outputs: ReadonlyMap<string, LegacyValue>;
}
