// Explaining a read: the plans it would run, without running any.
import { describe, expect, it } from '@jest/globals';
import { orderFacade } from '../../test/support/read/order-facade.js';
import { Problem } from '../problems/problem.js';
import { explainRead } from './explain-read.js';

const explain = (operation: string, query: string, key?: string) =>
  explainRead(orderFacade, { version: 'v1', operation, query, ...(key === undefined ? {} : { key }) });

describe('explaining a read', () => {
  it('gives its plans in the order in which they would run', () => {
    expect(explain('orders.listWithLines', 'count=exact').map(({ kind }) => kind)).toEqual([
      'rows',
      'children',
      'count',
    ]);
    expect(explain('orders.get', '', 'SO-000001').map(({ kind }) => kind)).toEqual(['rows', 'children']);
  });

  it('says in legacy terms what was asked in canonical ones, with the row conditions first', () => {
    expect(explain('orders.list', 'status=open&orderedOn[lt]=2026-02-01')[0]).toMatchObject({
      where: [
        { kind: 'compare', column: { name: 'DELFLG' }, comparison: 'eq', value: 'N' },
        { kind: 'compare', column: { name: 'ORDSTS' }, comparison: 'eq', value: 'O' },
        { kind: 'anyOf', groups: [[{ column: { name: 'HOLD' }, comparison: 'ne', value: 'J' }], [{ kind: 'isNull' }]] },
        { kind: 'compare', column: { name: 'ORDDAT' }, comparison: 'lt', value: '20260201' },
        { kind: 'compare', column: { name: 'ORDDAT' }, comparison: 'ne', value: '0' },
      ],
    });
  });

  it('gives nothing where no row can match', () => {
    expect(explain('stock-levels.get', '', '01')).toEqual([]);
  });

  it.each([
    ['orders.list', 'bad=1'],
    ['orders.list', 'after=AAAA'],
    ['orders.drop', ''],
  ])('refuses %s?%s as the read would', (operation, query) => {
    expect(() => explain(operation, query)).toThrow(Problem);
  });
});
