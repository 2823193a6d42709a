// Columns and parameters as the lock writes them: `char(12) not null`, `char(12) output`, `table erp.OrderLineList`.
import type { Column } from '../binding.js';
import type { ParameterDeclaration } from './procedure-declaration.js';
import { viewNameText } from './view-name.js';

const NOT_NULL = ' not null';
export const OUTPUT = ' output';
export const TABLE = 'table ';

/** Type and nullability of a column. */
export function columnText({ type, nullable }: Column): string {
  return type + (nullable ? '' : NOT_NULL);
}

/** The inverse of `columnText`. */
export function columnOfText([name, text]: readonly [string, string]): Column {
  const nullable = !text.endsWith(NOT_NULL);
  return { name, nullable, type: nullable ? text : text.slice(0, -NOT_NULL.length) };
}

/** Type and direction of a parameter. The columns of a table type stand elsewhere. */
export function parameterText(declaration: ParameterDeclaration): string {
  if (declaration.kind === 'table') return TABLE + viewNameText(declaration.type);
  return declaration.parameter.type + (declaration.output ? OUTPUT : '');
}
