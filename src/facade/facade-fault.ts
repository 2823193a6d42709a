// One thing that is wrong with a facade folder, said so that its author can put it right.
// It must never carry a value that came from the environment or a secret file.

/** An error stops the facade from being served; a warning tells of something accepted that has no effect yet. */
export type FaultSeverity = 'error' | 'warning';

export interface FacadeFault {
  /** Path inside the facade folder, with slashes: `resources/orders.yaml`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** Where in the definition: `resources.orders.binding.map.status`. */
  readonly path: string;
  /** What is wrong, and what is allowed instead. */
  readonly message: string;
  readonly severity: FaultSeverity;
}

/** Order for people: by file, then from top to bottom. Equal places keep a fixed order by their text. */
export function compareFaults(a: FacadeFault, b: FacadeFault): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.path + a.message, b.path + b.message)
  );
}

/** By code unit, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
