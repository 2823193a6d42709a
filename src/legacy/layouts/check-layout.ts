// Whether files can follow a layout at all, asked once when the gateway starts.
// It must never look at a record: what a record cannot hold is a matter of its values.
import { SaxesParser } from 'saxes';
import type { Layout, Template } from '../../facade/binding-of-drops.js';
import { UnusableBinding } from '../codec.js';
import { codecOfEncoding } from '../encodings/codec-of-encoding.js';
import { fileFrame } from './file-frame.js';
import { refusedCharacter } from '../records/refused-text.js';
import { xmlPiece } from '../records/xml-text.js';

/** Throws UnusableBinding, with everything that is wrong in one message. */
export function checkLayout(layout: Layout): void {
  const faults = [...endFaults(layout), ...templateFaults(layout), ...columnFaults(layout), ...xmlFaults(layout)];
  if (faults.length > 0) throw new UnusableBinding(`${layout.name}: ${faults.join('; ')}`);
}

/** Without line ends only the width tells where a line ends. */
function endFaults({ format, newline }: Layout): readonly string[] {
  if (newline !== 'none' || format.kind === 'xml') return [];
  return format.kind === 'fixed-width' && format.width !== undefined ? [] : ['lines need an end or one fixed width'];
}

function templateFaults(layout: Layout): readonly string[] {
  const { header, trailer, done, fileName, acknowledgement } = layout;
  const answer = acknowledgement.kind === 'file' ? acknowledgement.fileName : undefined;
  const contents = [header, trailer].filter((each) => each !== undefined);
  const names = [fileName, done, answer].filter((each) => each !== undefined);
  const { firstStranger } = codecOfEncoding(layout.encoding);
  const faults = [...contents, ...names].flatMap(textsOf).filter((text) => refusedCharacter(text) !== undefined);
  const strangers = contents.flatMap(textsOf).filter((text) => firstStranger(text) !== undefined);
  return [
    ...faults.map((text) => `"${text}" holds a character that no file can`),
    ...strangers.map((text) => `"${text}" holds a character that ${layout.encoding} does not have`),
    ...([fileName, ...contents].some(namesItself)
      ? ['{file} belongs in the names of done and acknowledgement only']
      : []),
  ];
}

function textsOf(template: Template): readonly string[] {
  return template.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
}

function namesItself(template: Template): boolean {
  return template.some(({ kind }) => kind === 'file');
}

/** Names in the column row follow the same rules as values. */
function columnFaults({ format, record, encoding }: Layout): readonly string[] {
  if (format.kind !== 'csv') return [];
  const { firstStranger } = codecOfEncoding(encoding);
  const unquoted = format.quote === 'never' ? [format.delimiter, '"'] : [];
  const isFaulty = (name: string): boolean =>
    refusedCharacter(name) !== undefined ||
    firstStranger(name) !== undefined ||
    unquoted.some((separator) => name.includes(separator));
  return record
    .filter(({ name }) => format.columnRow && isFaulty(name))
    .map(({ name }) => `no column can be "${name}"`);
}

/** An empty document is read by a parser, which knows what may be a name and what stands twice. */
function xmlFaults(layout: Layout): readonly string[] {
  if (layout.format.kind !== 'xml') return [];
  if (layout.header !== undefined || layout.trailer !== undefined)
    return ['an XML document has no header and no trailer'];
  const { before, after } = fileFrame(layout)({ date: '2000-01-01', sequence: 1, count: 1, totals: new Map() });
  const piece = xmlPiece(layout.format.element, layout)({ own: [], lists: layout.lists.map(() => [[]]) });
  try {
    new SaxesParser().write([...before, piece, ...after].join('')).close();
    return [];
  } catch (error) {
    return [`no XML document can follow it (${String(error)})`];
  }
}
