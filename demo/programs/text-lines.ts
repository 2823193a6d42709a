// Lines of a text file that must end with CR LF, the last one too: a file that was cut short is noticed.
import { FileFault } from './job-program.js';

const CRLF = '\r\n';

/** The lines without their ends. Throws FileFault. */
export function textLines(text: string): readonly string[] {
  if (!text.endsWith(CRLF)) throw new FileFault(['the last line does not end with CR LF']);
  return text.slice(0, -CRLF.length).split(CRLF);
}

/** Lines, each with its end. */
export const joinLines = (lines: readonly string[]): string => lines.map((line) => line + CRLF).join('');

/** A value in a line whose values are separated by semicolons: what would break the line is left out. */
export const lineValue = (text: string): string => text.replace(/[;"\r\n]+/g, ' ').trim();
