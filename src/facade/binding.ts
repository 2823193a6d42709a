// How the contract is realised on the legacy side: views, columns, codes. Frozen data, adapters may read it.
// It must never decide what the public sees; that is contract.ts.

/** A two-part object name at the ERP, unquoted. */
export interface ViewName {
  readonly schema: string;
  readonly name: string;
}

/** A column as the server declares it, in the server's own words: `char(12)`, `decimal(15,2)`, `datetime2(7)`. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** The shape of one view as learnt from the server (shape.lock.yaml). */
export interface ViewShape {
  readonly view: ViewName;
  readonly columns: readonly Column[];
}

/**
 * What happens to a row whose value breaks the contract (unknown code, impossible date, null in a required field):
 * `refuse` - left out of lists, 502 when asked for alone; `skip` - left out of lists, 404 alone;
 * `mask` - shown as null. Every occurrence is counted and raises an alarm.
 */
export type MisfitPolicy = 'refuse' | 'skip' | 'mask';

/** How a plain column is written at the ERP, where its SQL type alone does not say. */
export type ColumnFormat =
  /** The column's SQL type says everything. */
  | { readonly kind: 'plain' }
  /** A date as the number or text 20260131; the values of `none` (such as 0) mean null. */
  | { readonly kind: 'yyyymmdd'; readonly none: readonly string[] }
  /** A time of day as the number or text 235959. */
  | { readonly kind: 'hhmmss' }
  /** A boolean as two legacy codes. */
  | { readonly kind: 'flags'; readonly whenTrue: string; readonly whenFalse: string }
  /** A civil date and time without a zone, meant in this IANA zone. */
  | { readonly kind: 'local'; readonly timezone: string };

/** One row of a code map: legacy codes (one per column, `*` matches anything, null matches NULL) to a canonical value. */
export interface CodeRow {
  readonly when: readonly (string | null)[];
  readonly value: string;
  /** The row whose codes go back to the ERP where several rows mean the same value. */
  readonly write: boolean;
}

export type FieldSource =
  | { readonly kind: 'column'; readonly column: Column; readonly trim: boolean; readonly format: ColumnFormat }
  | { readonly kind: 'codes'; readonly columns: readonly Column[]; readonly rows: readonly CodeRow[] }
  /** An instant in a date column (yyyymmdd or a date type) and a time column (hhmmss or a time type). */
  | {
      readonly kind: 'dateAndTime';
      readonly date: Column;
      readonly time: Column;
      readonly timezone: string;
      /** Values of the date column that mean null. */
      readonly none: readonly string[];
    }
  /** A composite key shown as one text; a part that contains the separator is a misfit. */
  | { readonly kind: 'parts'; readonly columns: readonly Column[]; readonly separator: string; readonly trim: boolean }
  /** The same value in every row, in its JSON form. */
  | { readonly kind: 'constant'; readonly value: string | number | boolean };

/** How one field is realised. */
export interface FieldBinding {
  readonly field: string;
  readonly source: FieldSource;
  readonly misfit: MisfitPolicy;
}

/** A condition on every row a binding shows; several values mean any of them. Values are legacy codes. */
export interface RowCondition {
  readonly column: Column;
  readonly values: readonly string[];
}

/** How a child list is realised: its own view, joined by columns of the parent's view. */
export interface ChildBinding {
  readonly child: string;
  readonly view: ViewName;
  /** Pairs of child column and the parent's column it equals. */
  readonly match: readonly { readonly column: Column; readonly parent: Column }[];
  readonly rows: readonly RowCondition[];
  readonly fields: readonly FieldBinding[];
  /** Columns that order the children of one parent; unique within it. */
  readonly order: readonly Column[];
  /** What happens to the parent when it has more children than the contract's max. */
  readonly misfit: MisfitPolicy;
}

/** How a resource is read. */
export interface ResourceBinding {
  readonly resource: string;
  readonly source: string;
  readonly view: ViewName;
  /** Row version column: strong ETags and, later, If-Match. */
  readonly version?: Column;
  readonly rows: readonly RowCondition[];
  readonly fields: readonly FieldBinding[];
  readonly children: readonly ChildBinding[];
}

/** Where a source says how fresh it is. */
export interface Watermark {
  readonly view: ViewName;
  readonly column: Column;
  /** IANA zone of a civil date and time; absent when the column carries its own offset or is in UTC. */
  readonly timezone?: string;
}

/** What must be proven about every new connection of a source before its first use. */
export type ReadOnlyProof = 'replica' | 'grants' | 'both' | 'trust';

/** A legacy connection the gateway reads from. `options` belong to the adapter and are checked by it. */
export interface SourceBinding {
  readonly name: string;
  readonly adapter: string;
  readonly url: string;
  readonly readOnly: ReadOnlyProof;
  readonly watermark?: Watermark;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The load limit of one source. Times in milliseconds. */
export interface LaneLimits {
  /** Most statements at the ERP at once, 1 to 1,000. */
  readonly concurrency: number;
  /** Most callers waiting for a slot, 0 to 100,000. */
  readonly queue: number;
  /** Longest wait for a slot. */
  readonly waitMs: number;
  /** Longest a statement may run before it is cancelled. */
  readonly timeoutMs: number;
  /**
   * For sources: longest a caller is kept waiting for its answer, for a slot, its statements and a second try together; at
   * least `timeoutMs`. Absent: `waitMs` + `timeoutMs`. The loader always sets it.
   */
  readonly deadlineMs?: number;
  /** Slots that only interactive work may take, 0 to concurrency - 1; 0 where absent. The loader always sets it. */
  readonly reserved?: number;
  /** Whether the lane takes fewer slots while the ERP is slow; it never takes more than `concurrency`. Absent: it does not. */
  readonly adaptive?: boolean;
  /** When calls stop for a while because they fail; absent means never. The loader always sets it. */
  readonly breaker?: BreakerLimits;
  /** For channels: how often a delivery that proved to have done nothing is tried again. Sources never retry. */
  readonly retry?: RetryLimits;
}

/** When a source or channel is left alone because calls fail, and for how long. */
export interface BreakerLimits {
  /** Share of failed and slow calls among the last `of` at which it opens, above 0 to 1. */
  readonly failures: number;
  /** Calls looked back on, and fewest that are judged; at most the lane's concurrency, or an outage by time-outs goes unseen. */
  readonly of: number;
  /** How long nothing but probes is let through, in milliseconds. */
  readonly openMs: number;
  /** A call that takes longer counts as failed even when it succeeds, in milliseconds; at most the lane's `timeoutMs`. */
  readonly slowMs: number;
  /** Calls of longer ago are forgotten; longer than the lane's `timeoutMs`, in milliseconds. */
  readonly windowMs: number;
}

/** Bounds of retrying a delivery that is known to have had no effect. */
export interface RetryLimits {
  /** Deliveries in all, the first included, 1 to 100; then the command is parked. */
  readonly attempts: number;
  /** Full-jitter exponential back-off between them, in milliseconds. */
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
}
