// File names, headers, trailers and attributes of the root, from their templates.
// It must never drop a digit that has no room.
import type { Template, TemplatePart } from '../../facade/binding-of-drops.js';
import { FileDoesNotFit } from './file-does-not-fit.js';
import { fileDate } from '../records/file-dates.js';

/** What a template may say of a file. */
export interface FileFacts {
  /** `2026-12-01` */
  readonly date: string;
  readonly sequence: number;
  readonly count: number;
  /** By field, as text with a point. */
  readonly totals: ReadonlyMap<string, string>;
  /** The file's own name, once it is known. */
  readonly fileName?: string;
}

/** The text of a template. Throws FileDoesNotFit where a number is wider than its place. */
export function renderTemplate(template: Template, facts: FileFacts): string {
  return template.map((part) => renderPart(part, facts)).join('');
}

function renderPart(part: TemplatePart, facts: FileFacts): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'date':
      return fileDate(facts.date, part.format);
    case 'sequence':
      return zeroed(String(facts.sequence), part.width, 'number of the file');
    case 'count':
      return zeroed(String(facts.count), part.width, 'number of records');
    case 'total':
      return zeroed(facts.totals.get(part.field) ?? '0', part.width, `total of ${part.field}`);
    case 'file':
      return facts.fileName ?? '';
  }
}

/** A sign stays in front of the zeros. */
function zeroed(number: string, width: number | undefined, what: string): string {
  if (width === undefined) return number;
  if (number.length > width) throw new FileDoesNotFit(`the ${what} is longer than the ${width} digits it has`);
  return number.startsWith('-') ? `-${number.slice(1).padStart(width - 1, '0')}` : number.padStart(width, '0');
}
