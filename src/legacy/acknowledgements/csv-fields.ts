// The values of csv lines, each line a record of its own. It must never let an open quote swallow the lines behind it.
import { parse } from 'csv-parse/sync';

/**
 * By line its values, undefined for a line that is no csv. Many lines are parsed at once; where that does not give one
 * record per line, each is parsed alone, so that a fault stays within its line. Records that go on over a line's end in
 * quotes are therefore told as unreadable: nothing tells them from a quote that was never closed.
 */
export function csvFields(lines: readonly string[], delimiter: string): readonly (readonly string[] | undefined)[] {
  const together = parsed(lines.join('\n'), delimiter);
  if (together?.length === lines.length) return together;
  return lines.map((line) => {
    const alone = parsed(line, delimiter);
    return alone?.length === 1 ? alone[0] : undefined;
  });
}

/** Quotes within a value that is not quoted are common in messages and taken as they are. */
function parsed(text: string, delimiter: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 0,
    });
  } catch {
    return undefined;
  }
}
