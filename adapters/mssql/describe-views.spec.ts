import { describe, expect, it } from '@jest/globals';
import { declaredType, describeStatement, shapesOf } from './describe-views.js';

describe('describing views', () => {
  it.each([
    ['char', { maxLength: 12, precision: 0, scale: 0 }, 'char(12)'],
    ['nvarchar', { maxLength: 80, precision: 0, scale: 0 }, 'nvarchar(40)'],
    ['nvarchar', { maxLength: -1, precision: 0, scale: 0 }, 'nvarchar(max)'],
    ['varbinary', { maxLength: -1, precision: 0, scale: 0 }, 'varbinary(max)'],
    ['decimal', { maxLength: 9, precision: 15, scale: 2 }, 'decimal(15,2)'],
    ['datetime2', { maxLength: 8, precision: 27, scale: 7 }, 'datetime2(7)'],
    ['timestamp', { maxLength: 8, precision: 0, scale: 0 }, 'rowversion'],
    ['money', { maxLength: 8, precision: 19, scale: 4 }, 'money'],
    ['int', { maxLength: 4, precision: 10, scale: 0 }, 'int'],
  ])('writes the type %s as it is declared', (name, measures, expected) => {
    expect(declaredType(name, measures)).toBe(expected);
  });

  it('asks for all views in one statement, names as parameters', () => {
    const statement = describeStatement([
      { schema: 'api', name: 'Orders' },
      { schema: 'api', name: 'Items' },
      { schema: 'api', name: 'Customers' },
    ]);
    expect(statement.text.match(/\[s\]\.\[name\] = @p/g)).toHaveLength(4);
    expect(statement.parameters.map(({ value }) => value)).toContain('Customers');
    expect(statement.text).not.toContain('Customers');
  });

  it('keeps the order and spelling asked for, and leaves out what the server does not show', () => {
    const rows = [
      ['api', 'Orders', 'ORDNO', 'char', 12, 0, 0, false],
      ['api', 'Orders', 'ORDTOT', 'decimal', 9, 15, 2, true],
    ];
    const orders = { schema: 'API', name: 'orders' };
    expect(shapesOf([{ schema: 'api', name: 'Gone' }, orders], rows)).toEqual([
      {
        view: orders,
        columns: [
          { name: 'ORDNO', type: 'char(12)', nullable: false },
          { name: 'ORDTOT', type: 'decimal(15,2)', nullable: true },
        ],
      },
    ]);
  });
});
