import { describe, expect, it } from '@jest/globals';
import { parseColumnType } from '../column/column-type.js';
import type { BoundCall, BoundParameter } from './bound-call.js';
import { callText, needsStatement } from './call-by-statement.js';
import { exactBinding } from './exact-binding.js';

function typed(declared: string) {
  const type = parseColumnType(declared);
  if (type === undefined) throw new Error(declared);
  return { type, binding: exactBinding(type) };
}

const output = (name: string, declared: string): BoundParameter => ({ kind: 'output', name, ...typed(declared) });
const input = (name: string): BoundParameter => ({ kind: 'input', name, binding: typed('int').binding, value: 1 });

function callOf(...parameters: readonly BoundParameter[]): BoundCall {
  return { operation: 'orders.create', procedure: { schema: 'erp', name: 'Do]it' }, parameters };
}

describe('calls by statement', () => {
  it.each([
    ['money', true],
    ['decimal(16,0)', true],
    ['decimal(15,2)', false],
    ['smallmoney', false],
    ['bigint', false],
    ['char(12)', false],
    ['datetime2(7)', false],
  ])('an output of %s needs one: %s', (declared, needs) => {
    expect(needsStatement(callOf(input('A'), output('B', declared)))).toBe(needs);
  });

  it('is one EXEC of the quoted procedure, with its outputs converted exactly behind it', () => {
    expect(callText(callOf(input('A'), output('Lim', 'money'), output('No', 'decimal(20,0)'), output('St', 'char(1)'))))
      .toBe(`/* orders.create */
DECLARE @banyan_status int, @banyan_output_1 money, @banyan_output_2 decimal(20,0), @banyan_output_3 char(1);
EXEC @banyan_status = [erp].[Do]]it] @A = @A, @Lim = @banyan_output_1 OUTPUT, @No = @banyan_output_2 OUTPUT, @St = @banyan_output_3 OUTPUT;
SELECT @banyan_status, CONVERT(varchar(40), @banyan_output_1, 2), CONVERT(varchar(40), @banyan_output_2), @banyan_output_3`);
  });
});
