// What a field codec is: the one place where a legacy value becomes a canonical one, and a canonical filter becomes
// legacy predicates. A codec must never see a request, a row's other fields or a statement.
import type { Column } from '../facade/binding.js';
import type { FilterOperator } from '../facade/contract.js';
import type { LegacyRow } from './legacy-value.js';
import type { Predicate } from './read-plan.js';

/** A value in its JSON form. */
export type Canonical = string | number | boolean | null;

/** A legacy value that breaks the contract. Says why in a fixed sentence and never holds the value itself. */
export class Misfit {
  constructor(readonly reason: string) {}
}

/** Reads one field out of a row. Never throws, whatever the row holds. */
export type Reader = (row: LegacyRow) => Canonical | Misfit;

/** Translates one field both ways. Built once per field and version; holds no state that a request can change. */
export interface FieldCodec {
  /** The columns a reader needs, in the order in which it wants their positions. */
  readonly columns: readonly Column[];
  /** Columns that put rows in the order of this field; undefined where the legacy order means nothing to a caller. */
  readonly order: readonly Column[] | undefined;
  /** The operators `filter` understands; it must not be called with another. */
  readonly operators: ReadonlySet<FilterOperator>;
  /** True when the text it yields never needs escaping inside JSON quotes. */
  readonly plain: boolean;
  /** Makes the reader for rows in which the codec's columns stand at these positions. NULL reads as null. */
  reader(at: readonly number[]): Reader;
  /**
   * Predicates that all must hold for the row to match. `values` are canonical texts: one, except for `in`; `isNull`
   * takes `true` or `false`. A text that no value of this field can equal, such as `abc` for a date, matches nothing.
   * Every comparison but isNull leaves out rows whose value is null.
   */
  filter(operator: FilterOperator, values: readonly string[]): readonly Predicate[];
}

/** A binding that no codec can serve. The message is a sentence for the integration engineer. */
export class UnusableBinding extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnusableBinding';
  }
}
