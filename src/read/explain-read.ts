// What a read would ask of the ERP, for people, without asking it. It must never need a key, a cursor or a connection.
import type { Column } from '../facade/binding.js';
import type { Catalogue } from '../facade/catalogue.js';
import { columnType } from '../legacy/codecs/column-type.js';
import type { ColumnFamily } from '../legacy/codecs/column-type.js';
import type { LegacyValue } from '../legacy/legacy-value.js';
import type { ReadPlan } from '../legacy/read-plan.js';
import { Problem } from '../problems/problem.js';
import { parseRead } from './parse/parse-read.js';
import { planChildren, planGet, planList } from './plan/plan-read.js';
import { PreparedReads } from './plan/prepared-reads.js';
import type { ReadRequest } from './read-request.js';

/** Values that stand for those of the parents, which only the first statement will tell. */
const SAMPLES: Readonly<Record<ColumnFamily, LegacyValue>> = {
  text: 'A',
  number: 1,
  exact: '1',
  bit: true,
  date: '2026-01-31',
  time: '12:00:00',
  civil: '2026-01-31T12:00:00',
  offset: '2026-01-31T12:00:00Z',
  uuid: '3F2504E0-4F89-41D3-9A0C-0305E82C3301',
  bytes: Uint8Array.of(1),
};

/**
 * The plans of a read in the order in which they would run: rows, children (with sample parents), count. None where no
 * row can match. Throws the same problems as the read itself; `after` is refused, as cursors cannot be opened here.
 */
export function explainRead(
  catalogue: Catalogue,
  request: Pick<ReadRequest, 'version' | 'operation' | 'query' | 'key'>,
): readonly ReadPlan[] {
  const read = new PreparedReads(catalogue).of(request.version, request.operation);
  const asked = parseRead(request.query, read.operation, read.parameters);
  if (asked.after !== undefined) {
    throw new Problem('invalid-request', {
      errors: [{ parameter: 'after', detail: 'Leave it out: the first page is explained.' }],
    });
  }
  const list = read.operation.kind === 'list' ? planList(read, asked) : undefined;
  const plan = list ?? planGet(read, asked, request.key ?? '');
  if (plan.impossible) return [];
  const children = plan.selection.children.map((child) =>
    planChildren(read, child, [child.binding.match.map(({ parent }) => sampleOf(parent))]),
  );
  return [plan.rows, ...children, ...(list?.count === undefined ? [] : [list.count])];
}

function sampleOf(column: Column): LegacyValue {
  return SAMPLES[columnType(column).family];
}
