// A Source over rows in memory, for tests of the read path: it evaluates plans and remembers which it was asked.
import { setImmediate } from 'node:timers/promises';
import type { ViewShape } from '../../../src/facade/binding.js';
import type { LegacyRow, LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { ChildrenPlan, OrderTerm, ReadPlan, RowsPlan } from '../../../src/legacy/read-plan.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';
import { Source } from '../../../src/legacy/source.port.js';
import type { Explanation, SourceState } from '../../../src/legacy/source.port.js';
import { compareLegacy } from './compare-legacy.js';
import { matchesAll, valueOf } from './matches-predicate.js';
import type { NamedRow } from './matches-predicate.js';

/** Views by name. `fail` makes every statement end with that fault; `stall` makes them wait for their signal. */
export class FakeSource extends Source {
  readonly plans: ReadPlan[] = [];
  fail: SourceFault | undefined;
  stall = false;

  constructor(public views: Record<string, NamedRow[]>) {
    super();
  }

  async read(plan: ReadPlan, row: (values: LegacyRow) => void, signal: AbortSignal): Promise<void> {
    this.plans.push(plan);
    await (this.stall ? aborted(signal) : setImmediate());
    if (signal.aborted) throw new SourceFault('cancelled', 'cancelled');
    if (this.fail !== undefined) throw this.fail;
    for (const values of this.#answer(plan)) row(values);
  }

  #answer(plan: ReadPlan): readonly LegacyRow[] {
    const all = this.views[plan.view.name] ?? [];
    if (plan.kind === 'watermark') return [[all.map((row) => valueOf(row, plan.column.name)).at(-1) ?? null]];
    const rows = all.filter((row) => matchesAll(plan.where, row));
    if (plan.kind === 'count') return [[rows.length]];
    return plan.kind === 'rows' ? pageOf(plan, rows) : childrenOf(plan, rows);
  }

  async describe(): Promise<readonly ViewShape[]> {
    return [];
  }

  async probe(): Promise<SourceState> {
    return { kind: 'ready' };
  }

  explain(): Explanation {
    return { text: '', parameters: [] };
  }

  async close(): Promise<void> {
    this.views = {};
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function pageOf(plan: RowsPlan, rows: readonly NamedRow[]): readonly LegacyRow[] {
  const position = (row: NamedRow): LegacyValue[] => plan.order.map(({ column }) => valueOf(row, column.name));
  const { after } = plan;
  return [...rows]
    .sort((one, other) => compareTuples(plan.order, position(one), position(other)))
    .filter((row) => after === undefined || compareTuples(plan.order, position(row), after) > 0)
    .slice(0, plan.limit)
    .map((row) => plan.columns.map(({ name }) => valueOf(row, name)));
}

function childrenOf(plan: ChildrenPlan, rows: readonly NamedRow[]): readonly LegacyRow[] {
  return plan.parents.flatMap((parent) => {
    const equal = plan.match.map((column) => ({ column, descending: false }));
    const own = rows.filter(
      (row) =>
        compareTuples(
          equal,
          plan.match.map(({ name }) => valueOf(row, name)),
          parent,
        ) === 0,
    );
    return pageOf({ ...plan, kind: 'rows', limit: plan.perParent }, own);
  });
}

/** NULL sorts first, as SQL Server has it. */
function compareTuples(
  order: readonly OrderTerm[],
  one: readonly LegacyValue[],
  other: readonly LegacyValue[],
): number {
  for (const [index, { column, descending }] of order.entries()) {
    const left = one[index] ?? null;
    const right = other[index] ?? null;
    const difference =
      left === null || right === null
        ? Number(right === null) - Number(left === null)
        : compareLegacy(column, left, right);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}
