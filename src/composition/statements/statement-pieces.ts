// Everything a catalogue's reads can ask of their sources, worked out by planning them with sample values.
// It must never know how a plan is written as text; the adapters do.
import type { StatementPieces } from '../../../adapters/mssql/grammar/statement-pieces.js';
import type { Column } from '../../facade/binding.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Filter, ListOperation, SortTerm } from '../../facade/contract.js';
import type { OrderTerm, Predicate } from '../../legacy/read-plan.js';
import type { TimeSpan } from '../../legacy/codecs-of-time/stamped-within.js';
import { PreparedWrites } from '../../write/prepare/prepared-write.js';
import type { ViewQuestion } from '../../write/prepare/view-question.js';
import { boundField, prepareRead } from '../../read/plan/prepared-read.js';
import type { PreparedRead } from '../../read/plan/prepared-read.js';
import { orderOf } from '../../read/plan/plan-read.js';
import { filterSamples } from './filter-samples.js';
import { referencePieces } from './reference-pieces.js';

/**
 * The pieces of every statement that reads of this catalogue can lead to, except the adapters' own. Orders are worked
 * out for up to `mostSortTerms` fields named by a caller, in every sequence and direction.
 */
export function statementPieces(catalogue: Catalogue, mostSortTerms: number): readonly StatementPieces[] {
  const reads = catalogue.versions.flatMap(({ name, operations }) =>
    operations.map((operation) => prepareRead(catalogue, name, operation)),
  );
  const watermarks = [...catalogue.sources.values()].flatMap(({ watermark }) =>
    watermark === undefined ? [] : [{ kind: 'watermark' as const, operation: 'watermark', ...watermark }],
  );
  const ofReads = reads.flatMap((read) => [rowsPieces(read, mostSortTerms), ...childrenPieces(read)]);
  return [...ofReads, ...questionPieces(catalogue), ...referencePieces(catalogue), ...watermarks];
}

/** What is asked about commands whose outcome is unknown. */
function questionPieces(catalogue: Catalogue): readonly StatementPieces[] {
  const prepared = new PreparedWrites(catalogue);
  return catalogue.versions.flatMap(({ name, writes }) =>
    writes.flatMap((write): readonly StatementPieces[] => {
      const question = prepared.find(name, write.id)?.question;
      return question?.kind === 'view' ? questionPiecesOf(question) : [];
    }),
  );
}

const SAMPLE = { id: '1', input: {}, key: '1' };

function questionPiecesOf(question: ViewQuestion): readonly StatementPieces[] {
  const { operation, view, columns, order } = question.plan(SAMPLE);
  const spans = question.since === undefined ? [] : boundSamples().map((span) => question.bound(span));
  const optional = [0, 1].flatMap((end) =>
    distinct(mergeGroups(spans.flatMap((span) => span[end] ?? []))).map((predicate) => ({ label: 'since', predicate })),
  );
  const base = { kind: 'rows' as const, operation, view, columns, optional, orders: [order], countable: false };
  return question.traceForms().map((always) => ({ ...base, always }));
}

/** Moments around both changes of the clock. */
function boundSamples(): readonly TimeSpan[] {
  const moments = filterSamples({ kind: 'instant' }, 'eq', '')
    .flat()
    .filter((text) => text.startsWith('20'));
  return moments.map((text) => ({ from: Date.parse(text), until: Date.parse(text) }));
}

function rowsPieces(read: PreparedRead, mostSortTerms: number): StatementPieces {
  const { operation, binding } = read;
  const base = { kind: 'rows' as const, operation: operation.id, view: binding.view, columns: columnsOf(read) };
  if (operation.kind === 'get') {
    const always = [...read.where, ...read.key.codec.filter('eq', [keySample(read)])];
    return { ...base, always, optional: [], orders: [orderOf(read, [])], countable: false };
  }
  return {
    ...base,
    always: read.where,
    optional: operation.filters.flatMap((filter) => filterPieces(read, filter)),
    orders: ordersOf(read, operation, mostSortTerms),
    countable: operation.countable,
  };
}

/** Every column a plan may select: those shown, those that order, those that tie children, the version. */
function columnsOf({ operation, binding, fields, whole, key, children }: PreparedRead): readonly Column[] {
  const sortable = operation.kind === 'list' ? operation.sort.map((name) => boundField(fields, name)) : [];
  const columns = [
    ...whole.columns,
    ...[...sortable, key].flatMap(({ codec }) => codec.order ?? []),
    ...children.flatMap((child) => child.binding.match.map(({ parent }) => parent)),
    ...(binding.version === undefined ? [] : [binding.version]),
  ];
  return [...new Map(columns.map((column) => [column.name, column])).values()];
}

function childrenPieces({ operation, children }: PreparedRead): readonly StatementPieces[] {
  return children.map(({ binding, columns, where }) => ({
    kind: 'children',
    operation: operation.id,
    view: binding.view,
    columns,
    where,
    match: binding.match.map(({ column }) => column),
    order: binding.order.map((column) => ({ column, descending: false })),
  }));
}

function filterPieces(
  read: PreparedRead,
  { field, operators }: Filter,
): readonly { readonly label: string; readonly predicate: Predicate }[] {
  const { codec, field: contract } = boundField(read.fields, field);
  return operators.flatMap((operator) => {
    const predicates = filterSamples(contract.type, operator, keySample(read)).flatMap((values) =>
      codec.filter(operator, values),
    );
    return distinct(mergeGroups(predicates)).map((predicate) => ({ label: `${field}[${operator}]`, predicate }));
  });
}

/** All alternatives in one predicate: the longest as it is, and of the others the groups it does not have. */
function mergeGroups(predicates: readonly Predicate[]): readonly Predicate[] {
  const alternatives = predicates.flatMap((predicate) => (predicate.kind === 'anyOf' ? [predicate.groups] : []));
  const others = predicates.filter((predicate) => predicate.kind !== 'anyOf');
  const [longest, ...shorter] = alternatives.toSorted((one, other) => other.length - one.length);
  if (longest === undefined) return others;
  const known = new Set(longest.map(shapeOf));
  const further = distinct(shorter.flat()).filter((group) => !known.has(shapeOf(group)));
  return [...others, { kind: 'anyOf', groups: [...longest, ...further] }];
}

/** Those that differ in more than their values. */
function distinct<Part>(parts: readonly Part[]): readonly Part[] {
  return [...new Map(parts.map((part) => [shapeOf(part), part])).values()];
}

function shapeOf(part: unknown): string {
  return JSON.stringify(part, (name, value: unknown) => (['value', 'values', 'text'].includes(name) ? '' : value));
}

/** A key of as many parts as it is made of. */
function keySample({ binding, resource }: PreparedRead): string {
  const source = binding.fields.find(({ field }) => field === resource.key)?.source;
  return source?.kind === 'parts' ? source.columns.map(() => '1').join(source.separator) : '1';
}

/** Every order a caller can ask for, and the one he gets when he asks for none. */
function ordersOf(read: PreparedRead, operation: ListOperation, most: number): readonly (readonly OrderTerm[])[] {
  const orders = sequences(operation.sort, most).map((sort) => orderOf(read, sort));
  const textOf = (order: readonly OrderTerm[]): string =>
    order.map(({ column, descending }) => `${column.name} ${String(descending)}`).join();
  return [...new Map(orders.map((order) => [textOf(order), order])).values()];
}

function sequences(fields: readonly string[], most: number): readonly (readonly SortTerm[])[] {
  if (most === 0 || fields.length === 0) return [[]];
  const longer = fields.flatMap((field) => {
    const rest = sequences(
      fields.filter((other) => other !== field),
      most - 1,
    );
    return rest.flatMap((tail) => [
      [{ field, descending: false }, ...tail],
      [{ field, descending: true }, ...tail],
    ]);
  });
  return [[], ...longer];
}
