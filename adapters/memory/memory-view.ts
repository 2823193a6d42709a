// What a memory source holds: views with typed columns and rows. Rows are read as they are at the moment of a read.
import type { Column, ViewName } from '../../src/facade/binding.js';
import type { LegacyRow, LegacyValue } from '../../src/legacy/legacy-value.js';

/** One view. Rows hold one value per column, in the forms of LegacyValue; a test may change the array between reads. */
export interface MemoryView {
  readonly view: ViewName;
  readonly columns: readonly Column[];
  readonly rows: readonly LegacyRow[];
}

/** A row together with where its columns stand. */
export class RowReader {
  readonly #indexes: ReadonlyMap<string, number>;

  constructor(view: MemoryView) {
    this.#indexes = new Map(view.columns.map((column, index) => [column.name.toLowerCase(), index]));
  }

  /** The value of a column; throws for a column the view has not, as a server would refuse it. */
  value(row: LegacyRow, column: Column): LegacyValue {
    const index = this.#indexes.get(column.name.toLowerCase());
    if (index === undefined) throw new RangeError(`no column ${column.name}`);
    return row[index] ?? null;
  }
}
