import { describe, expect, it } from '@jest/globals';
import type { LegacyRow } from '../../../src/legacy/legacy-value.js';
import { parametersStatement, tableTypesStatement } from './describe-statements.js';
import { shapesOfProcedures, tableTypesOf } from './procedure-shapes.js';

const DO = { schema: 'erp', name: 'Do' };
const LIST = { schema: 'erp', name: 'List' };
const scalar: LegacyRow = ['erp', 'Do', '@No', 'decimal', 9, 15, 2, true, false, 'sys'];
const table: LegacyRow = ['erp', 'Do', '@Lines', 'List', -1, 0, 0, 0, 1, 'erp'];
const columns = [{ name: 'ITEM', type: 'char(2)', nullable: true }];

describe('describing procedures', () => {
  it('asks once for parameters and once for table types, names as parameters of the statement', () => {
    for (const make of [parametersStatement, tableTypesStatement]) {
      const statement = make([DO, LIST, { schema: 'erp', name: "x'y" }]);
      expect(statement.text.match(/\[name\] = @p/g)).toHaveLength(8);
      expect(statement.text).not.toContain("x'y");
    }
  });

  it('writes types as declared, in the order of the parameters', () => {
    expect(shapesOfProcedures([DO], [scalar, table], [{ view: LIST, columns }])).toEqual([
      {
        procedure: DO,
        parameters: [
          { kind: 'scalar', parameter: { name: 'No', type: 'decimal(15,2)', nullable: true }, output: true },
          { kind: 'table', name: 'Lines', type: LIST, columns },
        ],
      },
    ]);
    expect(tableTypesOf([scalar, table, table])).toEqual([LIST]);
  });

  it('shows a procedure without parameters, and leaves out one that is not shown', () => {
    const none: LegacyRow = ['erp', 'Do', null, null, null, null, null, null, null, null];
    expect(shapesOfProcedures([{ schema: 'erp', name: 'Gone' }, DO], [none], [])).toEqual([
      { procedure: DO, parameters: [] },
    ]);
  });

  it('says what to grant when the login may not see a type, rather than losing the parameter', () => {
    const unseen: LegacyRow = ['erp', 'Do', '@Lines', null, -1, 0, 0, 0, null, null];
    for (const rows of [[unseen], [table]]) {
      expect(() => shapesOfProcedures([DO], rows, [])).toThrow(/@Lines of erp\.Do .* GRANT EXECUTE ON TYPE/);
    }
  });
});
