// What the set of emitted statements is worked out from: the pieces plans are put together of, values left out.
// Whoever knows the facade and the read path's planning fills them in; predicates are given with any value.
import type { Column, ViewName } from '../../../src/facade/binding.js';
import type { OrderTerm, Predicate } from '../../../src/legacy/read-plan.js';

/** Every page, single row and count an operation may ask for. */
export interface RowsPieces {
  readonly kind: 'rows';
  readonly operation: string;
  readonly view: ViewName;
  /** All columns; a plan may ask for some of them. */
  readonly columns: readonly Column[];
  /** Predicates of every plan. */
  readonly always: readonly Predicate[];
  /**
   * Predicates a plan may have, each at most once, with a label for people. An anyOf lists every group that may occur;
   * a plan may have any of them.
   */
  readonly optional: readonly { readonly label: string; readonly predicate: Predicate }[];
  /** Every order a plan may have; an empty one for a plan without. */
  readonly orders: readonly (readonly OrderTerm[])[];
  /** Whether the same rows may be counted. */
  readonly countable: boolean;
}

/** The children of the parents of one page. */
export interface ChildrenPieces {
  readonly kind: 'children';
  readonly operation: string;
  readonly view: ViewName;
  readonly columns: readonly Column[];
  readonly where: readonly Predicate[];
  readonly match: readonly Column[];
  readonly order: readonly OrderTerm[];
}

export interface WatermarkPieces {
  readonly kind: 'watermark';
  readonly operation: string;
  readonly view: ViewName;
  readonly column: Column;
}

export type StatementPieces = RowsPieces | ChildrenPieces | WatermarkPieces;
