// The question whether a command happened, as a plan over an approved view, and what the answer means.
// It must never be asked in any other words than these, and never look at more rows than it takes to see two.
import type { VerifyBinding } from '../../facade/binding-of-commands.js';
import type { Column } from '../../facade/binding.js';
import type { LegacyRow, LegacyValue } from '../../legacy/legacy-value.js';
import type { Predicate, RowsPlan } from '../../legacy/read-plan.js';
import type { CommandSource } from './command-source.js';
import { readResults, resultReader } from './output-results.js';
import type { ReadResults, ResultFrame, ResultReader } from './output-results.js';

/** Two rows are enough to see that a match is not the only one. */
const MOST_ROWS = 2;

/** The question of one operation. Throws UnusableBinding where a result cannot be read from its column. */
export class VerifyQuestion {
  readonly source: string;
  readonly #columns: readonly Column[];
  readonly #readers: readonly ResultReader[];

  /** `values` gives the legacy values of the columns to match, in order. */
  constructor(
    readonly frame: ResultFrame,
    readonly binding: VerifyBinding,
    readonly values: (command: CommandSource) => readonly LegacyValue[],
  ) {
    this.source = binding.source;
    this.#readers = binding.results.map(({ result, column }) => resultReader(frame, result, column));
    const columns = binding.results.map(({ column }) => column);
    this.#columns = columns.length > 0 ? columns : binding.match.map(({ column }) => column);
  }

  /** Rows that carry the traces of the command. */
  plan(command: CommandSource): RowsPlan {
    const values = this.values(command);
    const { source, view, match } = this.binding;
    return Object.freeze({
      kind: 'rows',
      operation: this.frame.operation.id,
      source,
      view,
      columns: [...new Map(this.#columns.map((column) => [column.name, column])).values()],
      where: match.map(({ column }, index) => equals(column, values[index] ?? null)),
      order: match.map(({ column }) => ({ column, descending: false })),
      limit: MOST_ROWS,
    });
  }

  /** The results a found row holds. */
  results(row: LegacyRow): ReadResults {
    const names = [...new Set(this.#columns.map(({ name }) => name))];
    return readResults(this.#readers, (index) => row[names.indexOf(this.#columns[index]?.name ?? '')]);
  }
}

function equals(column: Column, value: LegacyValue): Predicate {
  return value === null
    ? { kind: 'isNull', column, negated: false }
    : { kind: 'compare', column, comparison: 'eq', value };
}
