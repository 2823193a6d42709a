// The sentence for text that YAML takes for something else. It must never guess which value was meant.

/** Says how to write `source` so that it stays text. */
export function notQuoted(source: string): string {
  return `${source === '' ? 'nothing' : source} is not quoted: YAML may read it as a number, a date or yes/no. Write "${source}".`;
}
