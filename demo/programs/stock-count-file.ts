// Reads a file of stock counts: the root's attributes, and its counts with their lines.
import { readMoment } from '../values/calendar.js';
import { TotalsCheck } from './control-totals.js';
import type { FileRecord } from './job-program.js';
import { FileFault } from './job-program.js';
import type { XmlElement } from './xml-elements.js';
import { readXml } from './xml-elements.js';

/** One count of one warehouse. */
export interface StockCount extends FileRecord {
  readonly warehouse: string;
  /** `2026-12-01` */
  readonly countedOn: string;
  readonly comment: string;
  readonly lines: readonly { readonly item: string; readonly quantity: string }[];
}

/** What the root says of the file, and the counts. */
export interface StockCountFile {
  readonly says: Readonly<Record<string, string>>;
  readonly counts: readonly StockCount[];
}

/** Throws FileFault with everything that is wrong with the form. */
export function readStockCountFile(bytes: Buffer): StockCountFile {
  const root = readXml(textOf(bytes));
  const check = new TotalsCheck();
  check.same('the root', root.name, 'StockCounts');
  for (const element of root.children) check.same('an element in the root', element.name, 'Count');
  check.done();
  const counts = root.children.map(countOf);
  for (const { line, reference, countedOn, lines } of counts) {
    check.that(reference !== '', `count ${line} has no ref`);
    check.that(
      /^\d{4}-\d{2}-\d{2}$/.test(countedOn) && readMoment(countedOn) !== undefined,
      `count ${line}: CountedOn`,
    );
    check.that(
      lines.length > 0 && lines.every(({ item }) => item !== ''),
      `count ${line}: a Line without an item, or none`,
    );
  }
  check.done();
  return { says: root.attributes, counts };
}

function countOf({ attributes, children }: XmlElement, index: number): StockCount {
  const text = (name: string): string => children.find((child) => child.name === name)?.text ?? '';
  return {
    ...{ line: index + 1, reference: attributes['ref'] ?? '', warehouse: attributes['warehouse'] ?? '' },
    ...{ countedOn: text('CountedOn'), comment: text('Comment') },
    lines: children
      .filter(({ name }) => name === 'Line')
      .map((line) => ({ item: line.attributes['item'] ?? '', quantity: line.attributes['quantity'] ?? '' })),
  };
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileFault(['it is not UTF-8']);
  }
}
