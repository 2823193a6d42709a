// The values that travel between the read path and a source: plain, exact, JSON-friendly.
// They must never be doubles where the ERP holds something exact.

/**
 * One value of a legacy column. What stands for which SQL type:
 * text as string (blank padding kept); tinyint, smallint, int, float and real as number; bigint, decimal, numeric and
 * money as exact decimal text; bit as boolean; date `2026-01-31`; time `23:59:59.1234567`; datetime, smalldatetime and
 * datetime2 `2026-01-31T23:59:59.1234567` (civil, no zone); datetimeoffset the same in UTC with `Z`;
 * uniqueidentifier as upper-case text; binary and rowversion as bytes. Fractions carry no trailing zeros.
 */
export type LegacyValue = string | number | boolean | Uint8Array | null;

/** One row in the order of the plan's columns. */
export type LegacyRow = readonly LegacyValue[];
