// The conditions on every row a binding shows. It must never accept a condition that no row can meet.
import type { RowCondition } from '../binding.js';
import { codeColumnFault } from '../checking/check-column-fits.js';
import { codeLengthFault } from '../checking/check-codes.js';
import type { RowsFormat } from '../format/binding-format.js';
import type { Spot } from '../yaml/spot.js';
import type { ViewColumns } from './view-columns.js';

/** The conditions in the order they are written. */
export function joinRows(rows: RowsFormat | undefined, columns: ViewColumns, spot: Spot): RowCondition[] {
  return Object.entries(rows ?? {}).map(([name, codes]) => {
    const place = spot.in(name);
    const column = columns.find(name, place);
    const values = typeof codes === 'string' ? [codes] : codes;
    const fault = codeColumnFault(column);
    if (fault !== undefined) place.error(fault);
    values.forEach((value, index) => {
      const tooLong = fault === undefined ? codeLengthFault(value, column) : undefined;
      if (tooLong !== undefined) (typeof codes === 'string' ? place : place.in(index)).error(tooLong);
    });
    return { column, values };
  });
}
