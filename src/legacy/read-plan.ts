// What a read asks of a source, as frozen data in legacy terms: it can be logged, compared, cached and explained.
// It must never hold statement text, and never a name that does not come from a binding.
import type { Column, ViewName } from '../facade/binding.js';
import type { LegacyValue } from './legacy-value.js';

/** Relation of a column to one value. */
export type Comparison = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';

/** A condition on rows. A list of predicates means all of them. */
export type Predicate =
  | { readonly kind: 'compare'; readonly column: Column; readonly comparison: Comparison; readonly value: LegacyValue }
  | { readonly kind: 'in'; readonly column: Column; readonly values: readonly LegacyValue[] }
  | { readonly kind: 'contains'; readonly column: Column; readonly text: string }
  | { readonly kind: 'startsWith'; readonly column: Column; readonly text: string }
  | { readonly kind: 'isNull'; readonly column: Column; readonly negated: boolean }
  /** At least one of the groups holds; in a group all predicates hold. Empty means no row can match. */
  | { readonly kind: 'anyOf'; readonly groups: readonly (readonly Predicate[])[] }
  | { readonly kind: 'not'; readonly group: readonly Predicate[] };

/** One column of an order. */
export interface OrderTerm {
  readonly column: Column;
  readonly descending: boolean;
}

interface PlanBase {
  /** Operation id; labels the statement in logs, metrics and at the ERP. */
  readonly operation: string;
  readonly source: string;
  readonly view: ViewName;
}

/** Rows of one view, in order, after a position. */
export interface RowsPlan extends PlanBase {
  readonly kind: 'rows';
  readonly columns: readonly Column[];
  readonly where: readonly Predicate[];
  /** Total order: its last terms are unique together. */
  readonly order: readonly OrderTerm[];
  /** Values of the order's columns in the row after which to go on; absent on the first page. */
  readonly after?: readonly LegacyValue[];
  /** Most rows to fetch, the probe row included. */
  readonly limit: number;
}

/** The children of several parents in one statement, at most `perParent` of each. */
export interface ChildrenPlan extends PlanBase {
  readonly kind: 'children';
  readonly columns: readonly Column[];
  readonly where: readonly Predicate[];
  /** Columns that tie a child to its parent; they stand among `columns`. */
  readonly match: readonly Column[];
  /** One tuple per parent, in the order of `match`. */
  readonly parents: readonly (readonly LegacyValue[])[];
  readonly order: readonly OrderTerm[];
  readonly perParent: number;
}

/** How many rows match. */
export interface CountPlan extends PlanBase {
  readonly kind: 'count';
  readonly where: readonly Predicate[];
}

/** The highest value of one column: how fresh the source is. */
export interface WatermarkPlan extends PlanBase {
  readonly kind: 'watermark';
  readonly column: Column;
}

export type ReadPlan = RowsPlan | ChildrenPlan | CountPlan | WatermarkPlan;
