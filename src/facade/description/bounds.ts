// Bounds that hold where the contract names none. The schema states them and the codecs enforce them, so that the
// document stays true. It must never hold anything a deployment would want to set.

/** Most characters of a text whose field has no maxLength. */
export const LONGEST_TEXT = 65_535;
/** Most bytes of a binary value whose field has no maxBytes. */
export const LONGEST_BINARY = 65_536;
/** Most characters of one filter value. */
export const LONGEST_FILTER_TEXT = 256;
/** Most values of one list filter. */
export const MOST_FILTER_VALUES = 50;
/** Most characters of a page cursor. */
export const LONGEST_CURSOR = 2_048;
/** Fraction digits of a second that times and instants may carry: what datetime2(7) holds. */
export const SECOND_DIGITS = 7;
