// The cells of one record, before they become lines. Frozen data; it must never hold what was not filled.

/** The cells of one command: its own, and by list those of each entry. */
export interface RecordCells {
  readonly own: readonly string[];
  readonly lists: readonly (readonly (readonly string[])[])[];
}
