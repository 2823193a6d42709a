// A plan's column together with its parsed type; refuses the ones the adapter cannot handle, naming them.
import type { Column } from '../../../src/facade/binding.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';
import { type ColumnType, parseColumnType } from './column-type.js';

/** The parsed type of a column. Throws a refusal that names the column when its type is not supported. */
export function typeOf(column: Column): ColumnType {
  const type = parseColumnType(column.type);
  if (type === undefined) {
    throw new SourceFault(
      'refused',
      `column ${column.name} has type ${column.type}, which cannot be read; leave it out`,
    );
  }
  return type;
}

/** The parsed type of a column that is compared or ordered by; text, ntext, xml and image cannot be. */
export function comparableTypeOf(column: Column): ColumnType {
  const type = typeOf(column);
  if (type.kind === 'blob') {
    throw new SourceFault(
      'refused',
      `column ${column.name} has type ${column.type}, which cannot be compared or ordered`,
    );
  }
  return type;
}
