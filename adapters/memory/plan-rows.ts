// Evaluates a read plan over views in memory.
import type { Column } from '../../src/facade/binding.js';
import type { LegacyRow, LegacyValue } from '../../src/legacy/legacy-value.js';
import type { ChildrenPlan, Predicate, ReadPlan, RowsPlan, WatermarkPlan } from '../../src/legacy/read-plan.js';
import { type MemoryView, RowReader } from './memory-view.js';
import { isAfter, sorted } from './ordered-rows.js';
import { all } from './predicate-truth.js';
import { compareValues, compareWithNull } from './value-order.js';

/** The rows a plan answers with, in its order. */
export function planRows(plan: ReadPlan, view: MemoryView): readonly LegacyRow[] {
  const reader = new RowReader(view);
  switch (plan.kind) {
    case 'rows':
      return pageRows(plan, view, reader);
    case 'children':
      return childRows(plan, view, reader);
    case 'count':
      return [[String(matching(view, plan.where, reader).length)]];
    case 'watermark':
      return [[highest(plan, view, reader)]];
  }
}

function matching(view: MemoryView, where: readonly Predicate[], reader: RowReader): readonly LegacyRow[] {
  return view.rows.filter((row) => all(where, row, reader) === true);
}

function pageRows(plan: RowsPlan, view: MemoryView, reader: RowReader): readonly LegacyRow[] {
  const { after, order } = plan;
  const found = matching(view, plan.where, reader);
  const further = after === undefined ? found : found.filter((row) => isAfter(row, after, { order, reader }));
  return sorted(further, order, reader)
    .slice(0, plan.limit)
    .map((row) => projected(row, plan.columns, reader));
}

function childRows(plan: ChildrenPlan, view: MemoryView, reader: RowReader): readonly LegacyRow[] {
  const groups: LegacyRow[][] = [];
  const order = [...plan.match.map((column) => ({ column, descending: false })), ...plan.order];
  const wanted = matching(view, plan.where, reader).filter((row) => hasParent(row, plan, reader));
  for (const row of sorted(wanted, order, reader)) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group !== undefined && first !== undefined && sameParent(first, row, plan.match, reader)) group.push(row);
    else groups.push([row]);
  }
  return groups.flatMap((group) => group.slice(0, plan.perParent)).map((row) => projected(row, plan.columns, reader));
}

function hasParent(row: LegacyRow, { match, parents }: ChildrenPlan, reader: RowReader): boolean {
  return parents.some((parent) =>
    match.every((column, index) => {
      const [own, wanted] = [reader.value(row, column), parent[index] ?? null];
      return own !== null && wanted !== null && compareValues(column, own, wanted) === 0;
    }),
  );
}

function sameParent(one: LegacyRow, other: LegacyRow, match: readonly Column[], reader: RowReader): boolean {
  return match.every((column) => compareWithNull(column, reader.value(one, column), reader.value(other, column)) === 0);
}

function highest(plan: WatermarkPlan, view: MemoryView, reader: RowReader): LegacyValue {
  return view.rows
    .map((row) => reader.value(row, plan.column))
    .reduce((one, other) => (compareWithNull(plan.column, one, other) >= 0 ? one : other), null);
}

function projected(row: LegacyRow, columns: readonly Column[], reader: RowReader): LegacyRow {
  return columns.map((column) => reader.value(row, column));
}
