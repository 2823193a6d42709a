// Elements as text. It must never write markup that a value brought along.
import type { Layout, RecordItem } from '../../facade/binding-of-drops.js';
import { UnusableBinding } from '../codec.js';
import type { RecordCells } from './record-cells.js';

/** All five, so that a text is safe in element content and in quotes of either kind. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text with its markup made harmless. Characters that XML 1.0 has not were refused before. */
export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A start tag. */
export function startTag(name: string, attributes: readonly (readonly [name: string, value: string])[]): string {
  return `<${name}${attributes.map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('')}>`;
}

/** The end tag. */
export function endTag(name: string): string {
  return `</${name}>`;
}

/** An element with a text, or with elements that are text already. */
function element(name: string, attributes: readonly (readonly [string, string])[], content: string): string {
  return startTag(name, attributes) + content + endTag(name);
}

/** Writes the element of one command. Throws UnusableBinding for items that belong in no element. */
export function xmlPiece(name: string, { record, lists }: Layout): (cells: RecordCells) => string {
  const own = contentOf(record);
  const parts = lists.map((list) => ({ name: list.element ?? list.child, content: contentOf(list.record) }));
  return (cells) => {
    const { attributes, elements } = own(cells.own);
    const nested = cells.lists.map((entries, index) => {
      const part = parts[index];
      return entries.map((entry) => {
        const inner = part?.content(entry);
        return inner === undefined ? '' : element(part?.name ?? '', inner.attributes, inner.elements);
      });
    });
    return element(name, attributes, elements + nested.flat().join(''));
  };
}

interface Content {
  readonly attributes: readonly (readonly [string, string])[];
  readonly elements: string;
}

function contentOf(items: readonly RecordItem[]): (cells: readonly string[]) => Content {
  const stray = items.find(({ place }) => place.kind !== 'attribute' && place.kind !== 'element');
  if (stray !== undefined) throw new UnusableBinding(`${stray.name} has no place in an element`);
  return (cells) => {
    const pairs = items.map(({ name, place }, index) => ({ name, kind: place.kind, cell: cells[index] ?? '' }));
    return {
      attributes: pairs.filter(({ kind }) => kind === 'attribute').map(({ name, cell }) => [name, cell] as const),
      elements: pairs
        .filter(({ kind }) => kind === 'element')
        .map(({ name, cell }) => element(name, [], escapeXml(cell)))
        .join(''),
    };
  };
}
