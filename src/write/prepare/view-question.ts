// The question whether a command happened, as a plan over an approved view, and what the answer holds.
// It must never be asked in any other words than these, and never look at more rows than it takes to see two.
import type { Column } from '../../facade/binding.js';
import { isByReference } from '../../facade/binding-of-verification.js';
import type { TimeBound, VerifyByView } from '../../facade/binding-of-verification.js';
import { viewNameText } from '../../facade/shapes/view-name.js';
import { stampedWithin } from '../../legacy/codecs-of-time/stamped-within.js';
import type { SpanPredicates, TimeSpan } from '../../legacy/codecs-of-time/stamped-within.js';
import type { LegacyRow, LegacyValue } from '../../legacy/legacy-value.js';
import type { Predicate, RowsPlan } from '../../legacy/read-plan.js';
import { columnValues } from './column-values.js';
import type { CommandSource } from './command-source.js';
import { readResults, resultReader } from './output-results.js';
import type { ReadResults, ResultFrame, ResultReader } from './output-results.js';
import type { WriteFrame } from './value-writer.js';

/** Two rows are enough to see that a match is not the only one. */
const MOST_ROWS = 2;

/** The question of one operation. Throws UnusableBinding where a result cannot be read from its column. */
export class ViewQuestion {
  readonly kind = 'view';
  /** Name of the source that is asked. */
  readonly asked: string;
  /** Schema and name of the view. */
  readonly place: string;
  readonly isByReference: boolean;
  /** Of natural keys. */
  readonly since: TimeBound | undefined;
  readonly #columns: readonly Column[];
  readonly #readers: readonly ResultReader[];
  readonly #values: (command: CommandSource) => readonly LegacyValue[];
  /** What holds of rows made within a span; nothing where the question has no `since`. */
  readonly bound: (span: TimeSpan) => SpanPredicates;

  constructor(
    private readonly frame: ResultFrame,
    private readonly binding: VerifyByView,
    writing: WriteFrame,
  ) {
    const { source, view, match, since, results } = binding;
    this.asked = source;
    this.place = viewNameText(view);
    this.isByReference = isByReference(binding);
    this.since = since;
    this.#values = columnValues(writing, match);
    this.bound = since === undefined ? () => [[], []] : stampedWithin(since.stamp);
    this.#readers = results.map(({ result, column }) => resultReader(frame, result, column));
    const columns = results.map(({ column }) => column);
    this.#columns = columns.length > 0 ? columns : match.map(({ column }) => column);
  }

  /** Rows that carry the traces of the command; where the question has a `since`, those made within the span. */
  plan(command: CommandSource, span?: TimeSpan): RowsPlan {
    const values = this.#values(command);
    const { source, view, match } = this.binding;
    const traces = match.map(({ column }, index) => equals(column, values[index] ?? null));
    return Object.freeze({
      kind: 'rows',
      operation: this.frame.operation.id,
      source,
      view,
      columns: [...new Map(this.#columns.map((column) => [column.name, column])).values()],
      where: [...traces, ...(span === undefined ? [] : this.bound(span).flat())],
      order: match.map(({ column }) => ({ column, descending: false })),
      limit: MOST_ROWS,
    });
  }

  /**
   * Every form that the traces of a command can have, with any value: a field that may be left out is looked for as NULL.
   */
  traceForms(): readonly (readonly Predicate[])[] {
    const { match, since } = this.binding;
    return match.reduce<readonly (readonly Predicate[])[]>(
      (forms, { column, value }) => {
        const mayBeNull = value.kind === 'field' && since === undefined;
        const own = [equals(column, ''), ...(mayBeNull ? [equals(column, null)] : [])];
        return forms.flatMap((form) => own.map((predicate) => [...form, predicate]));
      },
      [[]],
    );
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
