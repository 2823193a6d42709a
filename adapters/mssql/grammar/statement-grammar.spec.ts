import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Column } from '../../../src/facade/binding.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { OrderTerm, Predicate, RowsPlan } from '../../../src/legacy/read-plan.js';
import { windows1252 } from '../connection/code-page.js';
import { PROOF_STATEMENTS } from '../proof/proof-statements.js';
import { planStatement } from '../statement/plan-statement.js';
import { renderStatements } from './render-statements.js';
import { StatementGrammar } from './statement-grammar.js';
import type { StatementPieces } from './statement-pieces.js';

const column = (name: string, type: string, nullable = true): Column => ({ name, type, nullable });
const ORDNO = column('ORDNO', 'char(12)', false);
const STATUS = column('ORDSTS', 'char(1)');
const HOLD = column('HOLD', 'char(1)');
const TOTAL = column('ORDTOT', 'decimal(15,2)');
const NOTE = column('ORD]TXT', 'varchar(40)');
const view = { schema: 'api', name: 'Orders' };

const eq = (of: Column, value: LegacyValue): Predicate => ({ kind: 'compare', column: of, comparison: 'eq', value });
const kept = eq(column('DELFLG', 'char(1)'), 'N');
const groups = [
  [eq(STATUS, 'O'), eq(HOLD, 'N')],
  [{ kind: 'in' as const, column: STATUS, values: ['P', 'K'] }],
  [{ kind: 'isNull' as const, column: STATUS, negated: false }],
];
const optional: readonly { label: string; predicate: Predicate }[] = [
  { label: 'id eq', predicate: eq(ORDNO, 'x') },
  { label: 'id in', predicate: { kind: 'in', column: ORDNO, values: ['x'] } },
  { label: 'total gte', predicate: { kind: 'compare', column: TOTAL, comparison: 'gte', value: '1' } },
  { label: 'total lt', predicate: { kind: 'compare', column: TOTAL, comparison: 'lt', value: '1' } },
  { label: 'note contains', predicate: { kind: 'contains', column: NOTE, text: 'x' } },
  { label: 'status in', predicate: { kind: 'anyOf', groups } },
  { label: 'status ne', predicate: { kind: 'not', group: groups[0] ?? [] } },
];
const orders: readonly (readonly OrderTerm[])[] = [
  [],
  [
    { column: TOTAL, descending: true },
    { column: ORDNO, descending: true },
  ],
  [
    { column: TOTAL, descending: false },
    { column: ORDNO, descending: false },
  ],
];
const columns = [ORDNO, STATUS, TOTAL, NOTE];
const pieces: readonly StatementPieces[] = [
  { kind: 'rows', operation: 'orders.list', view, columns, always: [kept], optional, orders, countable: true },
  {
    kind: 'children',
    operation: 'orders.list',
    view: { schema: 'api', name: 'OrderLines' },
    columns: [ORDNO, TOTAL],
    where: [kept],
    match: [ORDNO, TOTAL],
    order: [{ column: TOTAL, descending: false }],
  },
  { kind: 'watermark', operation: 'banyan.watermark', view, column: TOTAL },
];
const grammar = new StatementGrammar(pieces);

const anyText = fc.oneof(fc.string(), fc.constantFrom("'; DROP TABLE x --", '@p1', 'Łódź', ' OR 1=1', ']'));
const anyNumber = fc.oneof(fc.constantFrom('1e9', 'x', '99999999999999999999', '1.005'), fc.integer().map(String));

function anyPredicate(predicate: Predicate): fc.Arbitrary<Predicate> {
  switch (predicate.kind) {
    case 'compare':
      return anyNumber.map((value) => ({ ...predicate, value }));
    case 'in':
      return fc.array(anyText, { maxLength: 70 }).map((values) => ({ ...predicate, values }));
    case 'contains':
    case 'startsWith':
      return anyText.map((text) => ({ ...predicate, text }));
    case 'anyOf':
      return fc.subarray([...predicate.groups]).map((some) => ({ ...predicate, groups: some }));
    case 'isNull':
    case 'not':
      return fc.constant(predicate);
  }
}

const anyPlan: fc.Arbitrary<RowsPlan> = fc
  .record({
    some: fc.shuffledSubarray([...optional]),
    order: fc.constantFrom(...orders),
    chosen: fc.shuffledSubarray(columns, { minLength: 1 }),
    position: fc.option(fc.tuple(fc.option(fc.constant('1.50')), fc.constant('SO-1'))),
  })
  .chain(({ some, order, chosen, position }) =>
    fc.tuple(...some.map(({ predicate }) => anyPredicate(predicate))).map((where) => ({
      kind: 'rows' as const,
      operation: 'orders.list',
      source: 'replica',
      view,
      columns: chosen,
      where: [kept, ...where],
      order,
      limit: 51,
      ...(position === null || order.length === 0 ? {} : { after: position }),
    })),
  );

describe('the finite set of statements', () => {
  it('contains the statement of every plan made of its pieces, whatever the values', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const page = planStatement(plan, windows1252);
        const count = planStatement({ ...plan, kind: 'count' }, windows1252);
        for (const statement of [page, count]) {
          if (statement !== undefined)
            expect([statement.text, grammar.isEmittable(statement.text)]).toEqual([statement.text, true]);
        }
      }),
      { seed: 20261120, numRuns: 2_000 },
    );
  });

  it('contains children for any number of parents, watermarks, proofs and descriptions', () => {
    for (const length of [1, 2, 3, 7, 200, 500]) {
      const parents = Array.from({ length }, (_, index) => [`A${index}`, String(index)]);
      const [, children] = pieces;
      if (children?.kind !== 'children') throw new Error('pieces');
      const text = planStatement({ ...children, source: 'replica', parents, perParent: 3 }, windows1252)?.text ?? '';
      expect(grammar.isEmittable(text)).toBe(true);
    }
    for (const text of PROOF_STATEMENTS) expect(grammar.isEmittable(text)).toBe(true);
  });

  it.each([
    ['another condition', 'WHERE [DELFLG] = @p2', 'WHERE 1 = 1'],
    ['a missing row condition', 'WHERE [DELFLG] = @p2\nAND', 'WHERE'],
    ['a literal', '@p3', "'SO-1'"],
    ['another column', '[ORDSTS], ', '[SECRET], '],
    ['another view', '[Orders]', '[Customers]'],
    ['a second statement', 'ORDER BY', '; DELETE FROM x ORDER BY'],
    ['another order', 'ORDER BY [ORDTOT]', 'ORDER BY [ORDSTS]'],
    ['another operation', 'orders.list', 'orders.lists'],
    ['an odd list', '(@p4, @p5)', '(@p4, @p5, @p6)'],
  ])('does not contain a statement with %s', (_, from, to) => {
    const where: Predicate[] = [kept, eq(ORDNO, 'SO-1'), { kind: 'in', column: ORDNO, values: ['A', 'B'] }];
    const plan: RowsPlan = {
      kind: 'rows',
      operation: 'orders.list',
      source: 'replica',
      view,
      columns: [ORDNO, STATUS, TOTAL],
      where,
      order: orders[2] ?? [],
      limit: 1,
    };
    const text = planStatement(plan, windows1252)?.text ?? '';
    expect(grammar.isEmittable(text)).toBe(true);
    expect(text).toContain(from);
    expect(grammar.isEmittable(text.replace(from, to))).toBe(false);
  });

  it('is printed the same every time, with every form and no value', () => {
    const text = renderStatements(pieces);
    expect(renderStatements(pieces)).toBe(text);
    expect(text).toContain('-- always: [DELFLG] = @p');
    expect(text).toContain('-- id in: [ORDNO] IN (@p)');
    expect(text).toContain(
      '-- status in: any of ([ORDSTS] = @p AND [HOLD] = @p) OR ([ORDSTS] IN (@p)) OR ([ORDSTS] IS NULL)',
    );
    expect(text).toContain('--   next page:');
    expect(text).not.toContain('SO-1');
  });
});
