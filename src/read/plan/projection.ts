// The columns of one statement, each once, and where they stand. It must never hold a column nobody asked for.
import type { Column } from '../../facade/binding.js';

/**
 * Collects columns; asking for one again gives the same position. Nothing is selected twice: the wider a row, the more
 * it costs on the wire.
 */
export class Projection {
  readonly #columns: Column[];
  readonly #positions: Map<string, number>;

  constructor(columns: readonly Column[] = []) {
    this.#columns = [...columns];
    this.#positions = new Map(columns.map((column, index) => [column.name, index]));
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  /** Positions of these columns, added where they are not there yet. */
  take(columns: readonly Column[]): readonly number[] {
    return columns.map((column) => this.#takeOne(column));
  }

  #takeOne(column: Column): number {
    const known = this.#positions.get(column.name);
    if (known !== undefined) return known;
    this.#positions.set(column.name, this.#columns.length);
    return this.#columns.push(column) - 1;
  }
}
