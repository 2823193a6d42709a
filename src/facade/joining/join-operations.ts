// What callers can do with a resource, from YAML to the catalogue, in the order list, get.
// It must never give an operation an id that carries a version.
import type { GetOperation, ListOperation, Operation, Resource, SortTerm } from '../contract.js';
import type { OperationsFormat, ReadOperationFormat } from '../format/operations-format.js';
import type { ReadFormat } from '../format/read-format.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { defined } from './defined.js';

const DEFAULT_LIMIT = 50;
const DEFAULT_MAX_LIMIT = 200;

/** The operations of a resource; `spot` is its file. */
export function joinOperations(
  resource: Resource,
  operations: OperationsFormat,
  read: ReadFormat | undefined,
  spot: Spot,
): Operation[] {
  const { list, get } = operations;
  const place = spot.in('operations');
  if (Object.keys(operations).length === 0 && !place.isFaulty)
    place.error('offer at least one: `list: {}`, `get: {}` or a writing operation.');
  warnOfUnusedReading(read, spot);
  return [
    ...(list === undefined ? [] : [listOperation(resource, list, read ?? {}, place.in('list'))]),
    ...(get === undefined ? [] : [getOperation(resource, get, place.in('get'))]),
  ];
}

/** Freshness is of every read; everything else in `read` shapes the list. */
function warnOfUnusedReading(read: ReadFormat | undefined, spot: Spot): void {
  if (read === undefined || spot.in('operations', 'list').isWritten) return;
  if (spot.in('operations', 'get').isWritten && Object.keys(read).every((part) => part === 'freshness')) return;
  spot.in('read').warning('has no effect: it shapes the list, and `operations` has no `list`.');
}

function listOperation(resource: Resource, format: ReadOperationFormat, read: ReadFormat, spot: Spot): ListOperation {
  const filters = Object.entries(read.filters ?? {}).map(([field, operators]) => ({ field, operators }));
  const maxLimit = read.limit?.max ?? DEFAULT_MAX_LIMIT;
  return {
    kind: 'list',
    ...shared(resource, 'list', format, spot),
    filters,
    sort: read.sort ?? [],
    defaultSort: (read.defaultSort ?? []).map(sortTerm),
    page: { defaultLimit: read.limit?.default ?? Math.min(DEFAULT_LIMIT, maxLimit), maxLimit },
    countable: read.count === 'exact',
  };
}

function getOperation(resource: Resource, format: ReadOperationFormat, spot: Spot): GetOperation {
  return { kind: 'get', ...shared(resource, 'get', format, spot) };
}

function shared(
  resource: Resource,
  name: 'list' | 'get',
  format: ReadOperationFormat,
  spot: Spot,
): Omit<GetOperation, 'kind'> {
  const embed = format.embed ?? [];
  const children = resource.children.map((child) => child.name);
  embed.forEach((child, index) => {
    const place = spot.in('embed', index);
    if (embed.indexOf(child) < index) place.error(`"${child}" stands here twice.`);
    else if (!children.includes(child)) place.error(noSuchChild(child, children));
  });
  const { title, description } = format;
  const id = `${resource.name}.${name}`;
  return { id, resource: resource.name, ...defined({ title, description }), embed, selectable: format.fields ?? false };
}

function noSuchChild(name: string, children: readonly string[]): string {
  const there = children.length === 0 ? 'The resource has no `children`.' : `There are: ${children.join(', ')}.`;
  return `no child list is called "${name}".${didYouMean(name, children)} ${there}`;
}

function sortTerm(text: string): SortTerm {
  return { field: text.replace(/^-/, ''), descending: text.startsWith('-') };
}
