// Text as JSON, for files whose shape is checked afterwards.

/** What is no JSON is undefined, and so fails the same check as JSON of another shape. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
