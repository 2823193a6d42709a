// Everything a catalogue's reads can ask of their sources, worked out by planning them with sample values.
// It must never know how a plan is written as text; the adapters do.
import type { StatementPieces } from '../../adapters/mssql/grammar/statement-pieces.js';
import type { Column } from '../facade/binding.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { FieldType, Filter, FilterOperator, ListOperation, SortTerm } from '../facade/contract.js';
import type { OrderTerm, Predicate } from '../legacy/read-plan.js';
import { PreparedWrites } from '../write/prepare/prepared-write.js';
import { boundField, prepareRead } from '../read/plan/prepared-read.js';
import type { PreparedRead } from '../read/plan/prepared-read.js';
import { orderOf } from '../read/plan/plan-read.js';

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
  return [...ofReads, ...questionPieces(catalogue), ...watermarks];
}

/** What is asked about commands whose outcome is unknown. */
function questionPieces(catalogue: Catalogue): readonly StatementPieces[] {
  const prepared = new PreparedWrites(catalogue);
  const sample = { id: '1', input: {}, key: '1' };
  return catalogue.versions.flatMap(({ name, writes }) =>
    writes.flatMap((write) => {
      const plan = prepared.find(name, write.id)?.question?.plan(sample);
      if (plan === undefined) return [];
      const { operation, view, columns, where, order } = plan;
      return [{ kind: 'rows' as const, operation, view, columns, always: where, optional: [], orders: [order], countable: false }];
    }),
  );
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
    const predicates = samples(contract.type, operator, read).flatMap((values) => codec.filter(operator, values));
    return distinct(mergeGroups(predicates)).map((predicate) => ({ label: `${field}[${operator}]`, predicate }));
  });
}

/** Groups of all alternatives in one predicate: a plan has some of them. */
function mergeGroups(predicates: readonly Predicate[]): readonly Predicate[] {
  const groups = predicates.flatMap((predicate) => (predicate.kind === 'anyOf' ? predicate.groups : []));
  const others = predicates.filter((predicate) => predicate.kind !== 'anyOf');
  return groups.length === 0 ? others : [...others, { kind: 'anyOf', groups }];
}

/** Predicates that differ in more than their values. */
function distinct(predicates: readonly Predicate[]): readonly Predicate[] {
  const shapeOf = (predicate: Predicate): string =>
    JSON.stringify(predicate, (name, value: unknown) => (['value', 'values', 'text'].includes(name) ? '' : value));
  return [...new Map(predicates.map((predicate) => [shapeOf(predicate), predicate])).values()];
}

/** Canonical values that lead to every form a filter can take; instants around both changes of the clock too. */
const SAMPLES: Readonly<Record<Exclude<FieldType['kind'], 'enum' | 'decimal'>, readonly string[]>> = {
  string: ['1'],
  integer: ['1'],
  long: ['1'],
  boolean: ['true', 'false'],
  date: ['2026-01-31'],
  time: ['12:00:00'],
  instant: ['2026-01-31T12:00:00Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  uuid: ['3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
  binary: ['AQ=='],
};

function samples(type: FieldType, operator: FilterOperator, read: PreparedRead): readonly (readonly string[])[] {
  if (operator === 'isNull') return [['true'], ['false']];
  const single = singleSamples(type).map((text) => [text]);
  const key = [[keySample(read)]];
  return operator === 'in' ? [...single, ...key, single.flat()] : [...single, ...key];
}

function singleSamples(type: FieldType): readonly string[] {
  if (type.kind === 'enum') return type.values;
  if (type.kind === 'decimal') return [type.scale === 0 ? '1' : `1.${'0'.repeat(type.scale)}`];
  return SAMPLES[type.kind];
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
