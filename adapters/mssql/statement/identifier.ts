// Names in statement text. The only way a name gets there is through these functions.
import type { Column, ViewName } from '../../../src/facade/binding.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';

/** A delimited identifier: in brackets, `]` doubled (Microsoft Learn, "Database identifiers"). */
export function quoted(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`;
}

export function columnName(column: Column): string {
  return quoted(column.name);
}

export function viewName(view: ViewName): string {
  return `${quoted(view.schema)}.${quoted(view.name)}`;
}

const LABEL = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/;

/**
 * The comment that tells the ERP's people which operation a statement belongs to: `orders.list`.
 * Throws when the id could end the comment or start another; operation ids of a checked facade never do.
 */
export function operationComment(operation: string): string {
  if (!LABEL.test(operation)) throw new SourceFault('refused', 'an operation id must be letters, digits and . _ : -');
  return `/* ${operation} */`;
}
