// What texts take in memory. It must never guess low.

/** V8 keeps a text in one byte per unit or in two; nobody tells which. */
export function bytesOfText(text: string | undefined): number {
  return text === undefined ? 0 : text.length * 2;
}
