// What a Source promises about the children of several parents.
import { expect, it } from '@jest/globals';
import type { SourceFixture } from './source-fixture.js';
import { ask, ascending, childrenPlan } from './source-asking.js';
import { columnOf, PARTS } from './source-data.js';

const COMPNO = columnOf(PARTS, 'COMPNO');
const ORDNO = columnOf(PARTS, 'ORDNO');
const LINNO = columnOf(PARTS, 'LINNO');

/** The line numbers of one order, in order. */
function lines(company: number, order: number): readonly number[] {
  return PARTS.rows
    .filter(([own, number]) => own === company && number === `P-${order}   `)
    .map(([, , line]) => Number(line))
    .sort((one, other) => one - other);
}

export function childrenCases(fixture: () => SourceFixture): void {
  it('gives the children of composite parents in one answer, parent by parent in order', async () => {
    const { source } = fixture().open();
    const parents = [
      [2, 'P-2'],
      [1, 'P-1'],
      [1, 'P-9'],
      [1, null],
    ] as const;
    const plan = childrenPlan(
      { schema: fixture().schema, view: PARTS },
      { match: [COMPNO, ORDNO], parents, order: ascending(LINNO), perParent: 100, columns: [COMPNO, ORDNO, LINNO] },
    );
    expect(await ask(source, plan)).toEqual([
      ...lines(1, 1).map((line) => [1, 'P-1   ', line]),
      ...lines(2, 2).map((line) => [2, 'P-2   ', line]),
    ]);
  });

  it('bounds the children of each parent, not of all together', async () => {
    const { source } = fixture().open();
    const parents = [['P-2'], ['P-3']];
    const where = [{ kind: 'compare', column: COMPNO, comparison: 'eq', value: 2 }] as const;
    const plan = childrenPlan(
      { schema: fixture().schema, view: PARTS },
      { match: [ORDNO], parents, where, order: [{ column: LINNO, descending: true }], perParent: 3, columns: [LINNO] },
    );
    expect(await ask(source, plan)).toEqual([40, 30, 20, 60, 50, 40].map((line) => [line]));
  });

  it('serves as many parents as a page may have', async () => {
    const { source } = fixture().open();
    const parents = Array.from({ length: 500 }, (_, index) => [1, `P-${index}`]);
    const plan = childrenPlan(
      { schema: fixture().schema, view: PARTS },
      { match: [COMPNO, ORDNO], parents, order: ascending(LINNO), perParent: 9 },
    );
    expect(await ask(source, plan)).toHaveLength(PARTS.rows.filter(([company]) => company === 1).length);
  });
}
