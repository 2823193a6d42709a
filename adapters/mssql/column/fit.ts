// What fitting a value into a column's type can say. The rule behind it: a value is never rounded, cut or converted into
// one that would match something else.
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';

/**
 * exact: the column can hold the value (in the form a parameter takes). between: it cannot, and its neighbours among
 * the column's values are given; an absent one means there is none on that side. foreign: not comparable at all.
 */
export type Fit =
  | { readonly kind: 'exact'; readonly value: LegacyValue }
  | { readonly kind: 'between'; readonly below?: LegacyValue; readonly above?: LegacyValue }
  | { readonly kind: 'foreign' };

/** Bytes a text takes in the code page of the database's char and varchar columns; undefined when it has no such bytes. */
export type CodePage = (text: string) => number | undefined;

export const foreign: Fit = { kind: 'foreign' };
