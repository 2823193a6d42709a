// The set of statements is complete: whatever a caller may ask, the text the adapter writes for it belongs to the set.
// The same as at the ERP (see the injection test), without a network and therefore with many more requests.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { windows1252 } from '../../adapters/mssql/connection/code-page.js';
import { StatementGrammar } from '../../adapters/mssql/grammar/statement-grammar.js';
import { planStatement } from '../../adapters/mssql/statement/plan-statement.js';
import { statementPieces } from '../../src/composition/statements/statement-pieces.js';
import type { ReadPlan } from '../../src/legacy/read-plan.js';
import { Problem } from '../../src/problems/problem.js';
import { parseRead } from '../../src/read/parse/parse-read.js';
import { planGet, planList } from '../../src/read/plan/plan-read.js';
import type { ListPlan } from '../../src/read/plan/plan-read.js';
import { prepareRead } from '../../src/read/plan/prepared-read.js';
import { PreparedWrites } from '../../src/write/prepare/prepared-write.js';
import { contoso } from '../generated/generated-files.js';
import { naturalContoso } from '../support/write/verifying-contoso.js';
import { hostileRequests } from './hostile-queries.js';

const MOST_SORT_TERMS = 4;
const catalogue = contoso();
const reads = new Map(
  catalogue.versions.flatMap(({ name, operations }) =>
    operations.map((operation) => [operation.id, prepareRead(catalogue, name, operation)] as const),
  ),
);
const grammar = new StatementGrammar(statementPieces(catalogue, MOST_SORT_TERMS));

const plansOf = ({ rows, count }: ListPlan): readonly ReadPlan[] => (count === undefined ? [rows] : [rows, count]);

/** The texts of the statements one request leads to, its children left aside. */
function textsOf(operation: string, target: string): readonly string[] {
  const read = reads.get(operation);
  if (read === undefined) throw new Error(`no ${operation}`);
  const [path = '', query = ''] = target.split(/\?(.*)/s);
  try {
    const asked = parseRead(query, read.operation, read.parameters);
    const key = decodeURIComponent(path.split('/')[3] ?? '');
    const plans = read.operation.kind === 'get' ? [planGet(read, asked, key).rows] : plansOf(planList(read, asked));
    return plans.flatMap((plan) => planStatement(plan, windows1252)?.text ?? []);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}

describe('the set of statements', () => {
  it('contains the statements of twenty thousand hostile requests', () => {
    const requests = fc.sample(hostileRequests(catalogue), { seed: 20261121, numRuns: 20_000 });
    const texts = new Set(requests.flatMap(({ operation, target }) => textsOf(operation, target)));
    expect(texts.size).toBeGreaterThan(3_000);
    expect([...texts].filter((text) => !grammar.isEmittable(text))).toEqual([]);
  });

  it('contains the questions about orders that are found by when they were made, at any time of any night', () => {
    const catalogueOfOrders = naturalContoso('1m');
    const question = new PreparedWrites(catalogueOfOrders).find('v1', 'orders.create')?.question;
    if (question?.kind !== 'view') throw new Error('orders are not looked for in a view');
    const own = new StatementGrammar(statementPieces(catalogueOfOrders, 1));
    const command = { id: '1', input: { customerId: 'C10001', currency: 'DKK' }, key: undefined };
    const hours = Array.from({ length: 365 * 24 }, (_, hour) => Date.UTC(2026, 0, 1, hour, 17));
    const plans = hours.map((from) => question.plan(command, { from, until: from + 5_400_000 }));
    const texts = new Set(plans.map((plan) => planStatement(plan, windows1252)?.text ?? ''));
    expect(texts.size).toBeGreaterThan(1);
    expect([...texts].filter((text) => !own.isEmittable(text))).toEqual([]);
  });
});
