// How the value of a declared type is handed to the driver in a procedure call: as exactly that type, digit for digit.
import type { Connection } from 'tedious';
import type { ColumnType } from '../column/column-type.js';
import { type DriverBinding, driverBinding } from '../connection/bind-parameter.js';
import { type DriverType, exactDecimal, exactMoney, exactSmallMoney } from './exact-number-types.js';

/** The collation of a connection, as the driver keeps it. */
export type DriverCollation = Connection['databaseCollation'];

/** The binding of a parameter. Statements of the read side use another one, which may send numbers as text. */
export function exactBinding(type: ColumnType): DriverBinding {
  if (type.kind === 'money') return { type: type.small ? exactSmallMoney : exactMoney, options: {}, encode: String };
  if (type.kind !== 'decimal') return driverBinding(type);
  return { type: exactDecimal, options: { precision: type.precision, scale: type.scale }, encode: String };
}

/**
 * The type of a table's column. The driver announces text columns of tables without a collation although it encodes
 * their values in the database's; a server that took the bytes for another code page would store other letters.
 */
export function columnBinding(type: ColumnType, collation: DriverCollation): DriverBinding {
  const binding = exactBinding(type);
  return type.kind === 'text' ? { ...binding, type: announcing(collation, binding.type) } : binding;
}

function announcing(collation: DriverCollation, type: DriverType): DriverType {
  return {
    ...type,
    writeTypeInfo: (buffer, parameter, options) => type.writeTypeInfo(buffer, { ...parameter, collation }, options),
  };
}
