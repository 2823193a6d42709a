// From what was asked to frozen plans in legacy terms: the second stage of a read, pure.
// It must never leave out the row conditions of the binding, and never plan for a row more than the probe.
import type { Column } from '../../facade/binding.js';
import type { SortTerm } from '../../facade/contract.js';
import { matchesNothing } from '../../legacy/codecs/column-filter.js';
import type { LegacyValue } from '../../legacy/legacy-value.js';
import type { ChildrenPlan, CountPlan, OrderTerm, Predicate, RowsPlan } from '../../legacy/read-plan.js';
import type { AskedRead } from '../parse/parse-read.js';
import { boundField, select } from './prepared-read.js';
import type { PreparedChild, PreparedRead, Selection } from './prepared-read.js';
import { Projection } from './projection.js';

/** The statement for the rows, and where to find what in them. */
export interface RowsRead {
  readonly rows: RowsPlan;
  readonly selection: Selection;
  /** Where the order's columns stand: their values are the cursor. */
  readonly orderAt: readonly number[];
  /** Where the columns stand that each child of the selection is matched by. */
  readonly matchAt: readonly (readonly number[])[];
  readonly versionAt: number | undefined;
  /** True when no row can match, so that nobody needs to be asked. */
  readonly impossible: boolean;
}

/** A page: one row more is fetched than shown, to know whether there is another page. */
export interface ListPlan extends RowsRead {
  readonly limit: number;
  readonly count: CountPlan | undefined;
}

interface Wanted {
  readonly selection: Selection;
  readonly where: readonly Predicate[];
  readonly order: readonly OrderTerm[];
  readonly limit: number;
  readonly version: boolean;
}

/** Plans a page, from the start or after a position. */
export function planList(read: PreparedRead, asked: AskedRead, after?: readonly LegacyValue[]): ListPlan {
  const limit = asked.limit ?? (read.operation.kind === 'list' ? read.operation.page.defaultLimit : 1);
  const filters = asked.filters.flatMap(({ field, operator, values }) =>
    boundField(read.fields, field).codec.filter(operator, values),
  );
  const where = [...read.where, ...filters];
  const wanted = {
    selection: selectionOf(read, asked),
    where,
    order: orderOf(read, asked.sort),
    limit: limit + 1,
    version: false,
  };
  const plan = planRows(read, wanted);
  const rows = after === undefined ? plan.rows : Object.freeze({ ...plan.rows, after });
  const count = asked.count ? Object.freeze({ kind: 'count' as const, ...placeOf(read), where }) : undefined;
  return { ...plan, rows, limit, count };
}

/** Plans the read of one record by its key. */
export function planGet(read: PreparedRead, asked: AskedRead, key: string): RowsRead {
  const where = [...read.where, ...read.key.codec.filter('eq', [key])];
  return planRows(read, {
    selection: selectionOf(read, asked),
    where,
    order: orderOf(read, []),
    limit: 1,
    version: true,
  });
}

/** Plans the children of some parents; `parents` holds one tuple per parent, in the order of the binding's match. */
export function planChildren(
  read: PreparedRead,
  prepared: PreparedChild,
  parents: readonly (readonly LegacyValue[])[],
): ChildrenPlan {
  const { binding, child, columns, where } = prepared;
  return Object.freeze({
    kind: 'children',
    ...placeOf(read),
    view: binding.view,
    columns,
    where,
    match: binding.match.map(({ column }) => column),
    parents,
    order: binding.order.map((column) => ({ column, descending: false })),
    perParent: child.max + 1,
  });
}

/** The order of a page: what the caller or the contract names, completed with the key. */
export function orderOf(read: PreparedRead, sort: readonly SortTerm[]): readonly OrderTerm[] {
  const usual = read.operation.kind === 'list' ? read.operation.defaultSort : [];
  const terms = sort.length > 0 ? sort : usual;
  const order = new Map<string, OrderTerm>();
  const append = (columns: readonly Column[], descending: boolean): void => {
    for (const column of columns) if (!order.has(column.name)) order.set(column.name, { column, descending });
  };
  for (const { field, descending } of terms) append(boundField(read.fields, field).codec.order ?? [], descending);
  // The tie-break runs the way of the last term: an index on both then serves either direction.
  append(read.key.codec.order ?? [], terms.at(-1)?.descending ?? false);
  return [...order.values()];
}

function planRows(read: PreparedRead, wanted: Wanted): RowsRead {
  const { selection, where, order, limit } = wanted;
  const projection = new Projection(selection.columns);
  const orderAt = projection.take(order.map(({ column }) => column));
  const matchAt = selection.children.map(({ binding }) => projection.take(binding.match.map(({ parent }) => parent)));
  const version = read.binding.version;
  const versionAt = wanted.version && version !== undefined ? projection.take([version])[0] : undefined;
  const rows = Object.freeze({
    kind: 'rows' as const,
    ...placeOf(read),
    columns: projection.columns,
    where,
    order,
    limit,
  });
  return { rows, selection, orderAt, matchAt, versionAt, impossible: matchesNothing(where) };
}

function placeOf(read: PreparedRead): Pick<RowsPlan, 'operation' | 'source' | 'view'> {
  return { operation: read.operation.id, source: read.binding.source, view: read.binding.view };
}

/** The chosen fields in the order of the contract; the key is always among them. */
function selectionOf(read: PreparedRead, asked: AskedRead): Selection {
  const chosen = asked.fields;
  if (chosen === undefined) return read.whole;
  const fields = [...read.fields.values()].filter((bound) => bound === read.key || chosen.includes(bound.field.name));
  return select(
    fields,
    read.children.filter(({ child }) => chosen.includes(child.name)),
  );
}
