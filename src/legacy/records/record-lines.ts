// How the cells of a record become lines, per format. It must never change a cell.
import { stringify } from 'csv-stringify/sync';
import type { Layout, LayoutFormat, RecordItem } from '../../facade/binding-of-drops.js';
import type { RecordCells } from './record-cells.js';
import { fixedWidthLine } from './fixed-width-line.js';
import { xmlPiece } from './xml-text.js';

/** Lines without their ends. */
export type LinesOf = (cells: RecordCells) => readonly string[];

/** The lines of a layout's records. Throws UnusableBinding where its items cannot stand in one line. */
export function recordLines(layout: Layout): LinesOf {
  const { format, record, lists } = layout;
  if (format.kind === 'xml') {
    const piece = xmlPiece(format.element, layout);
    return (cells) => [piece(cells)];
  }
  const line = lineOf(format, record);
  const listLines = lists.map((list) => lineOf(format, list.record));
  return (cells) => [
    line(cells.own),
    ...cells.lists.flatMap((entries, index) => entries.map((entry) => listLines[index]?.(entry) ?? '')),
  ];
}

type FlatFormat = Exclude<LayoutFormat, { kind: 'xml' }>;

function lineOf(format: FlatFormat, items: readonly RecordItem[]): (cells: readonly string[]) => string {
  return format.kind === 'csv' ? (cells) => csvLine(format, cells) : fixedWidthLine(items, format.width);
}

/** One line of RFC 4180. Formulas are left as they are: a batch job reads the file, no spreadsheet. */
export function csvLine(
  { delimiter, quote }: Extract<LayoutFormat, { kind: 'csv' }>,
  cells: readonly string[],
): string {
  const quotes = quote === 'always' ? { quoted: true, quoted_empty: true } : { quote: quote === 'never' ? '' : '"' };
  return stringify([cells], { delimiter, ...quotes, eof: false, escape_formulas: false, record_delimiter: 'unix' });
}
