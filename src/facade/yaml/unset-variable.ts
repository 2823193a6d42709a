// How a variable that is not set is shown by commands that never connect, so that a facade can be checked without secrets.
// It must never be taken for a value by anything that connects.

const SHOWN = /^<[A-Za-z_][A-Za-z0-9_]*>$/;

/** The text in place of the value. */
export function unsetVariable(name: string): string {
  return `<${name}>`;
}

/** Whether a text stands for a value that nobody set. */
export function isUnsetVariable(text: string): boolean {
  return SHOWN.test(text);
}
