import { describe, expect, it } from '@jest/globals';
import type { Column } from '../../../src/facade/binding.js';
import type { Predicate, RowsPlan } from '../../../src/legacy/read-plan.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';
import { windows1252 } from '../connection/code-page.js';
import { explainStatement } from '../explain-statement.js';
import { planStatement } from './plan-statement.js';

const column = (name: string, type: string, nullable = true): Column => ({ name, type, nullable });
const ORDNO = column('ORDNO', 'char(12)', false);
const LINNO = column('LINNO', 'int', false);
const STATUS = column('ORDSTS', 'char(1)');
const TOTAL = column('ORDTOT', 'decimal(15,2)');
const TURNOVER = column('TURNOV', 'decimal(28,8)');
const LIMIT = column('CRDLIM', 'money');
const NOTE = column('NOTE', 'varchar(40)');
const view = { schema: 'api', name: 'Orders' };
const base = { operation: 'orders.list', source: 'replica', view };

function rows(plan: Partial<RowsPlan>): RowsPlan {
  return { kind: 'rows', ...base, columns: [ORDNO], where: [], order: [], limit: 51, ...plan };
}

function text(plan: Parameters<typeof planStatement>[0]): string {
  return explainStatement(planStatement(plan, windows1252)).text;
}

function parameters(plan: Parameters<typeof planStatement>[0]): readonly string[] {
  return explainStatement(planStatement(plan, windows1252)).parameters.map(
    ({ name, type, value }) => `@${name} ${type} = ${String(value)}`,
  );
}

const where = (...predicates: Predicate[]): RowsPlan => rows({ where: predicates });

describe('statements of read plans', () => {
  it('writes a page with its operation, its columns, its conditions and its order, one per line', () => {
    const plan = rows({
      columns: [ORDNO, TOTAL],
      where: [{ kind: 'in', column: STATUS, values: ['O', 'N', 'P'] }],
      order: [
        { column: TOTAL, descending: true },
        { column: ORDNO, descending: false },
      ],
    });
    expect(text(plan)).toBe(
      [
        '/* orders.list */',
        'SELECT TOP (@limit) [ORDNO], [ORDTOT]',
        'FROM [api].[Orders]',
        'WHERE [ORDSTS] IN (@p2, @p3, @p4, @p5)',
        'ORDER BY [ORDTOT] DESC, [ORDNO]',
      ].join('\n'),
    );
    expect(parameters(plan)).toEqual([
      '@limit int = 51',
      '@p2 char(1) = O',
      '@p3 char(1) = N',
      '@p4 char(1) = P',
      '@p5 char(1) = P',
    ]);
  });

  it('fetches what the driver would round as text', () => {
    expect(text(rows({ columns: [TURNOVER, LIMIT, TOTAL] }))).toContain(
      'SELECT TOP (@limit) CONVERT(varchar(40), [TURNOV]), CONVERT(varchar(40), [CRDLIM], 2), [ORDTOT]',
    );
  });

  it('sends what the driver would round as text, converted to the column type by the server', () => {
    const plan = where(
      { kind: 'compare', column: TURNOVER, comparison: 'gte', value: '12345678901234567890.5' },
      { kind: 'compare', column: LIMIT, comparison: 'lt', value: '1.39' },
    );
    expect(text(plan)).toContain('WHERE [TURNOV] >= CONVERT(decimal(28,8), @p2)\nAND [CRDLIM] < CONVERT(money, @p3)');
    expect(parameters(plan).slice(1)).toEqual([
      '@p2 varchar(40) = 12345678901234567890.50000000',
      '@p3 varchar(40) = 1.3900',
    ]);
  });

  it('quotes every name, so that none can end its place', () => {
    const odd = column('A] = 1 OR [B', 'int');
    const plan = rows({
      view: { schema: 'a]b', name: "x'y" },
      columns: [odd],
      order: [{ column: odd, descending: false }],
    });
    expect(text(plan)).toContain("SELECT TOP (@limit) [A]] = 1 OR [B]\nFROM [a]]b].[x'y]\nORDER BY [A]] = 1 OR [B]");
  });

  it('refuses an operation id that could end the comment', () => {
    expect(() => text(rows({ operation: '*/ DROP' }))).toThrow(SourceFault);
  });

  it('escapes what LIKE treats as special and keeps the pattern in a parameter', () => {
    const plan = where({ kind: 'contains', column: NOTE, text: '50%_[a]\\' });
    expect(text(plan)).toContain(`WHERE [NOTE] LIKE @p2 ESCAPE '\\'`);
    expect(parameters(plan)[1]).toBe('@p2 varchar(8000) = %50\\%\\_\\[a]\\\\%');
  });

  it('asks nothing when a value cannot occur in its column', () => {
    expect(
      planStatement(where({ kind: 'compare', column: NOTE, comparison: 'eq', value: 'Łódź' }), windows1252),
    ).toBeUndefined();
    expect(planStatement(where({ kind: 'in', column: STATUS, values: ['OPEN', null] }), windows1252)).toBeUndefined();
    expect(planStatement(where({ kind: 'anyOf', groups: [] }), windows1252)).toBeUndefined();
  });

  it('leaves out the groups of an anyOf that cannot match, with their parameters', () => {
    const eq = (value: string): Predicate => ({ kind: 'compare', column: STATUS, comparison: 'eq', value });
    const plan = where({ kind: 'anyOf', groups: [[eq('O'), eq('long')], [eq('P')], [eq('S'), eq('T')]] });
    expect(text(plan)).toContain('WHERE ([ORDSTS] = @p2 OR ([ORDSTS] = @p3 AND [ORDSTS] = @p4))');
    expect(parameters(plan).slice(1)).toEqual(['@p2 char(1) = P', '@p3 char(1) = S', '@p4 char(1) = T']);
  });

  it('keeps NULL unknown where a value can never be equal', () => {
    const never: Predicate = { kind: 'compare', column: STATUS, comparison: 'eq', value: 'long' };
    expect(text(where({ kind: 'not', group: [never] }))).toContain('WHERE NOT ([ORDSTS] <> [ORDSTS])');
    expect(text(where({ ...never, comparison: 'ne' }))).toContain('WHERE [ORDSTS] = [ORDSTS]');
  });

  it('replaces a bound between two values by the neighbour that keeps the same rows', () => {
    const bound = (comparison: 'gt' | 'gte' | 'lt' | 'lte'): string =>
      parameters(where({ kind: 'compare', column: TOTAL, comparison, value: '1.005' }))[1] ?? '';
    expect([bound('gt'), bound('gte'), bound('lt'), bound('lte')]).toEqual([
      '@p2 decimal(15,2) = 1.00',
      '@p2 decimal(15,2) = 1.01',
      '@p2 decimal(15,2) = 1.01',
      '@p2 decimal(15,2) = 1.00',
    ]);
  });

  it('writes the position of a page term by term, with the place of NULL in either direction', () => {
    const order = [
      { column: TOTAL, descending: false },
      { column: STATUS, descending: true },
      { column: ORDNO, descending: false },
    ];
    expect(text(rows({ order, after: ['1.5', 'P', 'SO-1'] }))).toContain(
      'WHERE [ORDTOT] >= @p2 AND (([ORDTOT] > @p2) OR ([ORDTOT] = @p2 AND ([ORDSTS] < @p3 OR [ORDSTS] IS NULL)) OR ([ORDTOT] = @p2 AND [ORDSTS] = @p3 AND [ORDNO] > @p4))\n',
    );
    expect(text(rows({ order, after: [null, null, 'SO-1'] }))).toContain(
      'WHERE (([ORDTOT] IS NOT NULL) OR ([ORDTOT] IS NULL AND [ORDSTS] IS NULL AND [ORDNO] > @p2))\n',
    );
  });

  it('finds the children of all parents in one statement, bounded per parent', () => {
    const plan = {
      kind: 'children' as const,
      ...base,
      columns: [LINNO, TURNOVER],
      where: [],
      match: [ORDNO],
      parents: [['SO-1'], ['SO-2'], ['SO-3']],
      order: [{ column: LINNO, descending: false }],
      perParent: 201,
    };
    expect(text(plan)).toBe(
      [
        '/* orders.list */',
        'SELECT [LINNO], CONVERT(varchar(40), [TURNOV])',
        'FROM (SELECT [LINNO], [TURNOV], [ORDNO],',
        'ROW_NUMBER() OVER (PARTITION BY [ORDNO] ORDER BY [LINNO]) AS [child_number]',
        'FROM [api].[Orders]',
        'WHERE [ORDNO] IN (@p2, @p3, @p4, @p5)',
        ') AS [children]',
        'WHERE [child_number] <= @perParent',
        'ORDER BY [ORDNO], [child_number]',
      ].join('\n'),
    );
  });

  it('ties children to composite parents by padded groups and leaves parents with NULL out', () => {
    const plan = {
      kind: 'children' as const,
      ...base,
      columns: [LINNO],
      where: [],
      match: [ORDNO, LINNO],
      parents: [
        ['A', '1'],
        ['B', null],
        ['C', '3'],
        ['D', '4'],
      ],
      order: [],
      perParent: 2,
    };
    expect(text(plan).match(/\(\[ORDNO\] = @p\d+ AND \[LINNO\] = @p\d+\)/g)).toHaveLength(4);
  });

  it('refuses more values than a statement may carry, before anything is sent', () => {
    const values = Array.from({ length: 1025 }, (_, index) => String(index));
    expect(() => text(where({ kind: 'in', column: LINNO, values }))).toThrow('2000 values at most');
  });

  it('names the column whose type it cannot read or compare', () => {
    expect(() => text(rows({ columns: [column('SHAPE', 'geography')] }))).toThrow('column SHAPE has type geography');
    expect(() => text(where({ kind: 'compare', column: column('DOC', 'xml'), comparison: 'eq', value: 'a' }))).toThrow(
      'DOC',
    );
    expect(() => text(where({ kind: 'contains', column: LINNO, text: 'a' }))).toThrow('holds no text');
  });

  it('counts with a type that does not overflow and reads a watermark exactly', () => {
    expect(text({ kind: 'count', ...base, where: [] })).toBe(
      '/* orders.list */\nSELECT COUNT_BIG(*)\nFROM [api].[Orders]',
    );
    expect(text({ kind: 'watermark', ...base, column: TURNOVER })).toContain(
      'SELECT CONVERT(varchar(40), MAX([TURNOV]))',
    );
  });
});
