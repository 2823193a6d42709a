// Reads the text of one YAML file into a located document. It must never throw, whatever the text is.
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { pathText } from './path.js';
import type { Path } from './path.js';
import type { FaultList } from './fault-list.js';
import type { FilledText } from './fill-text.js';
import { LocatedDocument } from './located-document.js';
import type { Mark, Position } from './located-document.js';
import { readNode } from './read-node.js';

/** A file of the facade folder; `place` stands before every path in its faults. */
export interface YamlFile {
  readonly file: string;
  readonly place: Path;
  readonly text: string;
}

/** Larger files are not written by hand. In UTF-16 units. */
const LARGEST_TEXT = 2_000_000;

/** The document, or undefined when the text is no YAML at all. Every fault goes to `faults`. */
export function parseYaml(
  source: YamlFile,
  fill: (text: string) => FilledText,
  faults: FaultList,
): LocatedDocument | undefined {
  const lines = new LineCounter();
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const fault = (path: Path, position: Position, message: string): void =>
    faults.add({
      file: source.file,
      ...position,
      path: pathText([...source.place, ...path]),
      message,
      severity: 'error',
    });
  const document = parse(source.text, lines, (offset, message) => fault([], positionAt(offset), message));
  if (document === undefined) return undefined;
  const marks = new Map<string, Mark>();
  const value = readNode(document.contents, [], { marks, positionAt, fill, fault });
  return new LocatedDocument(source.file, source.place, value, marks);
}

/** The library recurses with the nesting of the text, so absurd nesting overflows the stack instead of being a fault. */
function parse(
  text: string,
  lineCounter: LineCounter,
  fault: (offset: number, message: string) => void,
): Document | undefined {
  if (text.length > LARGEST_TEXT) {
    fault(0, `is larger than ${LARGEST_TEXT} characters.`);
    return undefined;
  }
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false, logLevel: 'silent' });
    for (const error of firstPerLine(document.errors, lineCounter)) {
      fault(error.pos[0], `is not valid YAML: ${plainSentence(error.message)}`);
    }
    return document.errors.length === 0 ? document : undefined;
  } catch {
    fault(0, 'cannot be read as YAML: it is nested too deeply.');
    return undefined;
  }
}

/** One slip makes the parser stumble on through the rest of its line. */
function firstPerLine<Error extends { readonly pos: [number, number] }>(errors: Error[], lines: LineCounter): Error[] {
  const byLine = new Map<number, Error>();
  for (const error of errors) {
    const { line } = lines.linePos(error.pos[0]);
    if (!byLine.has(line)) byLine.set(line, error);
  }
  return [...byLine.values()];
}

function plainSentence(message: string): string {
  return message.startsWith('Source contains multiple documents')
    ? 'one file holds one document, without "---" between.'
    : message;
}
