// Short ways to ask a Source in a test: plans with defaults, and answers as arrays.
import type { Column } from '../../src/facade/binding.js';
import type { LegacyRow } from '../../src/legacy/legacy-value.js';
import type { ChildrenPlan, CountPlan, OrderTerm, Predicate, ReadPlan, RowsPlan } from '../../src/legacy/read-plan.js';
import type { Source } from '../../src/legacy/source.port.js';
import { type ContractView, viewOf } from './source-data.js';

/** Never fires. */
export const patient = new AbortController().signal;

export interface Asked {
  readonly schema: string;
  readonly view: ContractView;
}

const base = ({ schema, view }: Asked) => ({
  operation: 'contract.list',
  source: 'contract',
  view: viewOf(schema, view),
});

export function rowsPlan(asked: Asked, plan: Partial<RowsPlan> = {}): RowsPlan {
  return { kind: 'rows', ...base(asked), columns: asked.view.columns, where: [], order: [], limit: 1_000, ...plan };
}

export function countPlan(asked: Asked, where: readonly Predicate[] = []): CountPlan {
  return { kind: 'count', ...base(asked), where };
}

export function childrenPlan(
  asked: Asked,
  plan: Pick<ChildrenPlan, 'match' | 'parents' | 'order' | 'perParent'> & Partial<ChildrenPlan>,
): ChildrenPlan {
  return { kind: 'children', ...base(asked), columns: asked.view.columns, where: [], ...plan };
}

export const ascending = (...columns: readonly Column[]): readonly OrderTerm[] =>
  columns.map((column) => ({ column, descending: false }));

/** Every row of the answer. */
export async function ask(
  source: Source,
  plan: ReadPlan,
  signal: AbortSignal = patient,
): Promise<readonly LegacyRow[]> {
  const rows: LegacyRow[] = [];
  await source.read(plan, (row) => rows.push(row), signal);
  return rows;
}

/** Rows with bytes as hexadecimal text, so that they compare and print well. */
export function readable(rows: readonly LegacyRow[]): readonly unknown[] {
  return rows.map((row) =>
    row.map((value) => (value instanceof Uint8Array ? `0x${Buffer.from(value).toString('hex')}` : value)),
  );
}

/** The kind of the fault a promise rejects with. */
export async function faultOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no fault',
    (error: unknown) =>
      error instanceof Error && 'kind' in error ? String(error.kind) : `not a fault: ${String(error)}`,
  );
}
