// What stands around the records of a file: header, column row, trailer, or the root of an XML document.
// It must never depend on anything but the layout and the facts of the file.
import type { FileEncoding, Layout, LayoutFormat } from '../../facade/binding-of-drops.js';
import { codecOfEncoding } from '../encodings/codec-of-encoding.js';
import { FileDoesNotFit } from './file-does-not-fit.js';
import { csvLine } from '../records/record-lines.js';
import { renderTemplate } from './render-template.js';
import type { FileFacts } from './render-template.js';
import { endTag, startTag } from '../records/xml-text.js';

/** Lines without their ends. */
export interface FileFrame {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The frame of a layout's files. It throws FileDoesNotFit where a number or a line has no room. */
export function fileFrame(layout: Layout): (facts: FileFacts) => FileFrame {
  const { format } = layout;
  return format.kind === 'xml' ? xmlFrame(format, layout.encoding) : flatFrame(layout, format);
}

/** The header comes first, so that the column row stands right above the values it names. */
function flatFrame(layout: Layout, format: Exclude<LayoutFormat, { kind: 'xml' }>): (facts: FileFacts) => FileFrame {
  const { header, trailer, record } = layout;
  const columns =
    format.kind === 'csv' && format.columnRow
      ? [
          csvLine(
            format,
            record.map(({ name }) => name),
          ),
        ]
      : [];
  const toWidth = format.kind === 'fixed-width' ? lineOfWidth(format.width, layout.encoding) : (line: string) => line;
  return (facts) => ({
    before: [...(header === undefined ? [] : [toWidth(renderTemplate(header, facts))]), ...columns],
    after: trailer === undefined ? [] : [toWidth(renderTemplate(trailer, facts))],
  });
}

function lineOfWidth(width: number | undefined, encoding: FileEncoding): (line: string) => string {
  if (width === undefined) return (line) => line;
  const { byteLength } = codecOfEncoding(encoding);
  return (line) => {
    const length = byteLength(line);
    if (length > width) throw new FileDoesNotFit(`the header or the trailer is longer than ${width} bytes`);
    return line + ' '.repeat(width - length);
  };
}

type XmlFormat = Extract<LayoutFormat, { kind: 'xml' }>;

function xmlFrame({ root, rootAttributes }: XmlFormat, encoding: FileEncoding): (facts: FileFacts) => FileFrame {
  const declaration = `<?xml version="1.0" encoding="${registeredName(encoding)}"?>`;
  return (facts) => {
    const attributes = rootAttributes.map(({ name, value }) => [name, renderTemplate(value, facts)] as const);
    return { before: [declaration, startTag(root, attributes)], after: [endTag(root)] };
  };
}

/** The name at IANA (https://www.iana.org/assignments/character-sets), which XML asks for. */
function registeredName(encoding: FileEncoding): string {
  if (encoding.startsWith('windows-')) return encoding;
  return encoding.startsWith('cp') ? `IBM${encoding.slice(2)}` : encoding.toUpperCase();
}
