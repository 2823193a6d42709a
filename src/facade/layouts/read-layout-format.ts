// What tells the three formats of layouts apart, from YAML to a draft: their format, their lines, their records.
import type { LayoutFormat, Template } from '../binding-of-drops.js';
import type { CsvLayoutFormat, FixedWidthLayoutFormat, XmlLayoutFormat } from '../format-of-drops/layout-file.js';
import type { Spot } from '../yaml/spot.js';
import type { ItemDraft, ListDraft } from './layout-draft.js';
import { csvPlace, fixedWidthPlace, readItems, readLists, xmlPlace } from './read-items.js';
import { parseTemplate } from './template-parts.js';
import type { Placeholder } from './template-parts.js';

/** The readable sections of a layout file, by its format. Those with faults of their own may be missing. */
export type LayoutSections =
  | { readonly kind: 'csv'; readonly sections: Partial<CsvLayoutFormat> }
  | { readonly kind: 'fixed-width'; readonly sections: Partial<FixedWidthLayoutFormat> }
  | { readonly kind: 'xml'; readonly sections: Partial<XmlLayoutFormat> };

/** A template of header, trailer or root, and its place. */
export interface PlacedTemplate {
  readonly template: Template;
  readonly spot: Spot;
}

/** What a format brings. */
export interface FormatParts {
  readonly format: LayoutFormat;
  readonly newline: 'crlf' | 'lf' | 'none';
  readonly header?: PlacedTemplate;
  readonly trailer?: PlacedTemplate;
  readonly items: readonly ItemDraft[];
  readonly lists: readonly ListDraft[];
}

const AROUND: readonly Placeholder[] = ['date', 'sequence', 'count', 'total'];

/** Reads the part of a layout that only its format has; `spot` is the file. */
export function readLayoutFormat({ kind, sections }: LayoutSections, spot: Spot): FormatParts {
  switch (kind) {
    case 'csv':
      return csvParts(sections, spot);
    case 'fixed-width':
      return fixedWidthParts(sections, spot);
    case 'xml':
      return xmlParts(sections, spot);
  }
}

function csvParts(sections: Partial<CsvLayoutFormat>, spot: Spot): FormatParts {
  const { delimiter = ';', quote = 'needed', columnRow = false, newline = 'crlf' } = sections;
  if (newline === 'none') spot.in('newline').error('is for fixed widths: nothing would end a line of columns.');
  return {
    format: { kind: 'csv', delimiter, quote, columnRow },
    newline,
    ...linesAround(sections, spot),
    items: readItems(sections.record ?? [], csvPlace, spot.in('record')),
    lists: readLists(sections.lists, csvPlace, spot.in('lists')),
  };
}

function fixedWidthParts(sections: Partial<FixedWidthLayoutFormat>, spot: Spot): FormatParts {
  const { width, newline = 'crlf' } = sections;
  if (newline === 'none' && width === undefined && !spot.in('width').isFaulty) {
    spot.in('newline').error('needs the `width` of a line: nothing else would end one.');
  }
  return {
    format: { kind: 'fixed-width', width },
    newline,
    ...linesAround(sections, spot),
    items: readItems(sections.record ?? [], fixedWidthPlace, spot.in('record')),
    lists: readLists(sections.lists, fixedWidthPlace, spot.in('lists')),
  };
}

function linesAround(
  { header, trailer }: { readonly header?: string | undefined; readonly trailer?: string | undefined },
  spot: Spot,
): Pick<FormatParts, 'header' | 'trailer'> {
  const placed = (text: string, place: Spot): PlacedTemplate => ({
    template: parseTemplate(text, AROUND, place),
    spot: place,
  });
  return {
    ...(header === undefined ? {} : { header: placed(header, spot.in('header')) }),
    ...(trailer === undefined ? {} : { trailer: placed(trailer, spot.in('trailer')) }),
  };
}

function xmlParts(sections: Partial<XmlLayoutFormat>, spot: Spot): FormatParts {
  const { root, element = '', newline = 'lf' } = sections;
  const place = spot.in('root', 'attributes');
  const attributes = Object.entries(root?.attributes ?? {});
  const rootAttributes = attributes.map(([name, text]) => ({
    name,
    value: parseTemplate(text, AROUND, place.in(name)),
  }));
  return {
    format: { kind: 'xml', root: root?.element ?? '', rootAttributes, element },
    newline,
    items: readItems(sections.record ?? [], xmlPlace, spot.in('record')),
    lists: readLists(sections.lists, xmlPlace, spot.in('lists')),
  };
}
