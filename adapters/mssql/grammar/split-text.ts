// Takes statement text apart at separators that stand outside parentheses and delimited names.

/** The parts of `text` between top-level occurrences of `separator`. */
export function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const letter = text.charAt(index);
    if (letter === '[') index = endOfName(text, index);
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (depth === 0 && text.startsWith(separator, index)) {
      parts.push(text.slice(start, index));
      start = index + separator.length;
      index = start - 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Where a delimited name that begins at `start` ends; a doubled bracket belongs to the name. */
function endOfName(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length) {
    if (text.charAt(index) === ']') {
      if (text.charAt(index + 1) !== ']') return index;
      index += 1;
    }
    index += 1;
  }
  return index;
}

/** What stands between `open` and the closing parenthesis at the very end, or undefined. */
export function inside(text: string, open: string): string | undefined {
  return text.startsWith(open) && text.endsWith(')') ? text.slice(open.length, -1) : undefined;
}

/** Text with the numbers of its parameters left out, because they depend on what stands before. */
export function withoutNumbers(text: string): string {
  return text.replace(/@p\d+\b/g, '@p');
}
