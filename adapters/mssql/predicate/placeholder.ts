// How a value is written where it is compared with a column: a parameter of exactly the column's type, because a
// parameter of another type makes SQL Server convert the column and scan it (node-mssql issue 1143).
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { ColumnType } from '../column/column-type.js';
import { columnTypeText } from '../column/column-type-text.js';
import { EXACT_DIGITS } from '../column/decode.js';
import type { Parameters } from '../statement/statement.js';

const NUMBER_TEXT: ColumnType = { kind: 'text', wide: false, fixed: false, length: 40 };

/**
 * Adds the value and returns the expression that stands for it. The driver writes decimal and money through doubles, so
 * wide decimals and all money go as text and are converted to the column's type by the server, once per statement.
 */
export function placeholder(parameters: Parameters, type: ColumnType, value: LegacyValue): string {
  const viaText = type.kind === 'money' || (type.kind === 'decimal' && type.precision > EXACT_DIGITS);
  if (!viaText) return parameters.add(type, value);
  return `CONVERT(${columnTypeText(type)}, ${parameters.add(NUMBER_TEXT, value)})`;
}
