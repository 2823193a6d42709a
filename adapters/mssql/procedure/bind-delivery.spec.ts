import { describe, expect, it } from '@jest/globals';
import type { DeliveryParameter, ProcedureDelivery } from '../../../src/legacy/delivery.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { windows1252 } from '../connection/code-page.js';
import { bindDelivery } from './bind-delivery.js';

const input = (name: string, type: string, value: LegacyValue): DeliveryParameter => ({
  kind: 'input',
  parameter: { name, type, nullable: true },
  value,
});

function delivery(...parameters: readonly DeliveryParameter[]): ProcedureDelivery {
  const procedure = { schema: 'erp', name: 'Do' };
  return { commandId: 'C', operation: 'things.do', procedure, parameters, refusalNumbers: new Set() };
}

const bind = (...parameters: readonly DeliveryParameter[]) =>
  bindDelivery(delivery(...parameters), { codePage: windows1252, collation: undefined });

const faultsOf = (...parameters: readonly DeliveryParameter[]): readonly string[] => {
  const bound = bind(...parameters);
  return bound.ok ? [] : bound.faults;
};

describe('binding a delivery', () => {
  it.each<[string, LegacyValue]>([
    ['varchar(3)', 'abcd'],
    ['varchar(3)', 'ab  '],
    ['char(3)', 'Łód'],
    ['nvarchar(2)', 'abc'],
    ['tinyint', 256],
    ['int', '1.5'],
    ['decimal(5,2)', '1.005'],
    ['decimal(5,2)', '1000'],
    ['money', '0.00001'],
    ['date', '2026-02-30'],
    ['datetime', '2026-01-01T00:00:00.001'],
    ['bit', 2],
    ['binary(2)', new Uint8Array(3)],
    ['uniqueidentifier', 'x'],
    ['image', 'x'],
    ['int', 'secret'],
  ])('refuses what %s cannot hold exactly, by its name and never with the value', (type, value) => {
    expect(faultsOf(input('P', type, value))).toEqual(['@P cannot hold its value exactly']);
  });

  it.each<[string, LegacyValue]>([
    ['varchar(3)', 'øø '],
    ['nvarchar(max)', 'Łódź'],
    ['xml', '<a/>'],
    ['decimal(5,2)', '1.5'],
    ['rowversion', new Uint8Array(8)],
    ['int', null],
  ])('takes what %s can hold', (type, value) => {
    expect(faultsOf(input('P', type, value))).toEqual([]);
  });

  it('names every fault at once, also those in rows and of types it does not know', () => {
    const column = (name: string, type: string) => ({ name, type, nullable: true });
    const faults = faultsOf(
      input('Where', 'geography', 'x'),
      input('No', 'int', 'x'),
      { kind: 'output', parameter: column('Out', 'sql_variant') },
      {
        kind: 'table',
        name: 'Lines',
        type: { schema: 'erp', name: 'List' },
        columns: [column('ITEM', 'char(2)'), column('QTY', 'decimal(3,1)')],
        rows: [
          ['a', '1.0'],
          ['abc', '1.01'],
          ['a', '1', null],
        ],
      },
    );
    expect(faults).toEqual([
      '@Where has type geography, which cannot be sent',
      '@No cannot hold its value exactly',
      '@Out has type sql_variant, which cannot be sent',
      'ITEM in row 2 of @Lines cannot hold its value exactly',
      'QTY in row 2 of @Lines cannot hold its value exactly',
      'row 3 of @Lines has 3 values, not 2',
    ]);
  });

  it.each(['P = 1; DROP TABLE x; --', 'a b', '', '1a', "P'"])('refuses %j as the name of a parameter', (name) => {
    expect(faultsOf(input(name, 'int', 1))).toEqual([`${name} is no name of a parameter`]);
  });
});
