// Keeps metric labels few: whatever a caller can choose becomes `unknown` or `other` unless it is known beforehand.
// It must never let text from a request become a label.

/** Functions that turn a value into a label from a finite set. */
export interface LabelBounds {
  readonly operation: (operation: string) => string;
  readonly version: (version: string | undefined) => string;
  readonly method: (method: string) => string;
}

/** The names that may become labels. */
export interface KnownNames {
  /** Operation ids of every version, without the built-in routes. */
  readonly operations: Iterable<string>;
  readonly versions: Iterable<string>;
}

/** Routes every gateway has, and what it asks the ERP on its own account. */
const BUILT_IN = [
  ...['token', 'well-known', 'health', 'document', 'docs', 'metrics', 'probe', 'watermark', 'describe'],
  ...['commands.list', 'commands.get', 'commands.cancel'],
];

const METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Bounds made from the names of one catalogue. */
export function createLabelBounds(known: KnownNames): LabelBounds {
  const operations = new Set([...known.operations, ...BUILT_IN]);
  const versions = new Set(known.versions);
  return {
    operation: (operation) => (operations.has(operation) ? operation : 'unknown'),
    version: (version) => (version === undefined ? 'none' : versions.has(version) ? version : 'unknown'),
    method: (method) => (METHODS.has(method) ? method : 'other'),
  };
}
