// Whether what a list offers can be answered: its filters, its orders and its pages.
import type { FieldSource } from '../binding.js';
import type { Field } from '../contract.js';
import type { ReadFormat } from '../format/read-format.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { answerableOperators } from './answerable-operators.js';
import { sortFault } from './sort-fault.js';

/** A field and how it is realised; the source is absent where the binding could not be read. */
export interface BoundField {
  readonly field: Field;
  readonly source: FieldSource | undefined;
}

/** Query parameters of every list; a filter would be taken for them. */
const reserved: readonly string[] = ['sort', 'limit', 'after', 'count', 'fields'];

/** The fields of a resource, and where its file is. */
export interface ReadSite {
  readonly fields: ReadonlyMap<string, BoundField>;
  readonly children: ReadonlySet<string>;
  readonly spot: Spot;
}

/** Reports everything in `read` that a list cannot keep. */
export function checkRead(read: ReadFormat, site: ReadSite): void {
  const spot = site.spot.in('read');
  for (const [name, operators] of Object.entries(read.filters ?? {})) {
    checkFilter(name, operators, site);
  }
  read.sort?.forEach((name, index) => checkSort(name, site, spot.in('sort', index)));
  read.defaultSort?.forEach((term, index) => checkSort(term.replace(/^-/, ''), site, spot.in('defaultSort', index)));
  const { default: byDefault = Math.min(50, read.limit?.max ?? 50), max = 200 } = read.limit ?? {};
  if (byDefault > max) spot.in('limit', 'default').error(`must be at most the maximum, ${max}.`);
}

function checkFilter(name: string, operators: readonly string[], site: ReadSite): void {
  const spot = site.spot.in('read', 'filters', name);
  if (reserved.includes(name))
    spot.errorAtKey(`"${name}" is a query parameter of every list: name the field differently.`);
  const bound = find(name, site, spot);
  if (bound?.source === undefined) return;
  const allowed: readonly string[] = answerableOperators(bound.field, bound.source);
  operators.forEach((operator, index) => {
    const place = spot.in(index);
    if (operators.indexOf(operator) < index) place.error(`"${operator}" stands here twice.`);
    else if (!allowed.includes(operator))
      place.error(`${name} cannot be filtered with ${operator}: ${answer(allowed)}`);
  });
}

function answer(allowed: readonly string[]): string {
  return allowed.length === 0
    ? 'it cannot be filtered by at all.'
    : `its type and binding allow ${allowed.join(', ')}.`;
}

function checkSort(name: string, site: ReadSite, spot: Spot): void {
  const bound = find(name, site, spot);
  const fault = bound?.source === undefined ? undefined : sortFault(bound.field, bound.source);
  if (fault !== undefined) spot.error(`lists cannot be sorted by ${name}: ${fault}`);
}

function find(name: string, { fields, children, spot: file }: ReadSite, spot: Spot): BoundField | undefined {
  const bound = fields.get(name);
  if (bound !== undefined || file.in('fields', name).isWritten) return bound;
  const names = [...fields.keys()];
  const what = children.has(name) ? `${name} is a child list, not a field.` : `no field is called "${name}".`;
  spot.error(`${what}${didYouMean(name, names)} There are: ${names.join(', ')}.`);
  return undefined;
}
