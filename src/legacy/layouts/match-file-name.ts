// Recognises the names of acknowledgements. It must never take a name that the layout's pattern does not make.
import type { FileDateFormat, Layout, Template, TemplatePart } from '../../facade/binding-of-drops.js';
import { UnusableBinding } from '../codec.js';
import { dayOfFileDate, fileDatePattern } from '../records/file-dates.js';

/** What a name says of the batch. */
export interface MatchedName {
  /** The civil day in the batch's name, `2026-12-01`. */
  readonly date?: string;
  readonly sequence?: number;
  /** The name of the file that is acknowledged, where the pattern holds it. */
  readonly fileName?: string;
}

/** Undefined for the name of another file. */
export type FileNameMatcher = (fileName: string) => MatchedName | undefined;

/** One group of the expression and what is found in it. */
type Group =
  | { readonly kind: 'date'; readonly format: FileDateFormat }
  | { readonly kind: 'sequence' }
  | { readonly kind: 'file' };

/** The matcher of a layout's acknowledgements. Throws UnusableBinding where it has none. */
export function fileNameMatcher({ name, acknowledgement, fileName }: Layout): FileNameMatcher {
  if (acknowledgement.kind === 'none') throw new UnusableBinding(`${name} has no acknowledgements`);
  const groups: Group[] = [];
  const pattern = patternOf(acknowledgement.fileName, fileName, groups);
  const expression = new RegExp(`^${pattern}$`, 'u');
  return (candidate) => {
    const found = expression.exec(candidate);
    return found === null ? undefined : matched(groups, found.slice(1));
  };
}

/** Groups are noted in the order of their opening brackets. */
function patternOf(template: Template, file: Template, groups: Group[]): string {
  return template.map((part) => partPattern(part, file, groups)).join('');
}

function partPattern(part: TemplatePart, file: Template, groups: Group[]): string {
  switch (part.kind) {
    case 'text':
      return part.text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    case 'date':
      groups.push(part);
      return `(${fileDatePattern(part.format)})`;
    case 'sequence':
      groups.push({ kind: 'sequence' });
      return `(${digits(part.width)})`;
    case 'count':
      return digits(part.width);
    case 'total':
      return '-?\\d+(?:\\.\\d+)?';
    case 'file': {
      groups.push({ kind: 'file' });
      const inner = file.filter(({ kind }) => kind !== 'file');
      return `(${patternOf(inner, [], groups)})`;
    }
  }
}

function digits(width: number | undefined): string {
  return width === undefined ? '(?:0|[1-9]\\d*)' : `\\d{${width}}`;
}

/** Undefined where what was found is no day, or where two places say different things. */
function matched(groups: readonly Group[], texts: readonly string[]): MatchedName | undefined {
  const found = new Map<string, string | number>();
  for (const [index, group] of groups.entries()) {
    const value = valueOf(group, texts[index] ?? '');
    if (value === undefined || (found.has(group.kind) && found.get(group.kind) !== value)) return undefined;
    found.set(group.kind, value);
  }
  const [date, sequence, fileName] = [found.get('date'), found.get('sequence'), found.get('file')];
  return {
    ...(typeof date === 'string' ? { date } : {}),
    ...(typeof sequence === 'number' ? { sequence } : {}),
    ...(typeof fileName === 'string' ? { fileName } : {}),
  };
}

function valueOf(group: Group, text: string): string | number | undefined {
  if (group.kind === 'date') return dayOfFileDate(text, group.format);
  if (group.kind === 'file') return text;
  const sequence = Number(text);
  return Number.isSafeInteger(sequence) ? sequence : undefined;
}
