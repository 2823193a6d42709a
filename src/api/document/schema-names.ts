// Names of the schemas in the API document: what generators turn into type names.
// A name must never change once a version is released; it follows from the resource's name alone.
import type { Resource } from '../../facade/contract.js';

/** Component names of one resource. */
export interface SchemaNames {
  /** `Order`: as a get shows it. */
  readonly one: string;
  /** `OrderListItem`: as a list shows it, where that differs from a get. */
  readonly listItem: string;
  /** `OrderPage`: a page of a list. Not `…List`, which is what resources such as price lists are called. */
  readonly page: string;
}

/** Names the document needs for itself. */
const TAKEN = new Set(['Problem', 'RequestFault']);

/** `stock-levels` becomes `StockLevel`, `StockLevelListItem` and `StockLevelPage`. */
export function schemaNames(resource: Resource): SchemaNames {
  const words = resource.name.split('-');
  const last = singular(words.at(-1) ?? '');
  const plain = [...words.slice(0, -1), last].map(capitalised).join('');
  const one = TAKEN.has(plain) ? `${plain}Record` : plain;
  return { one, listItem: `${one}ListItem`, page: `${one}Page` };
}

function singular(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(ss|x|ch|sh)es$/.test(word)) return word.replace(/es$/, '');
  return /[^s]s$/.test(word) ? word.replace(/s$/, '') : word;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
