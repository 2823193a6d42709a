import { describe, expect, it } from '@jest/globals';
import { parseBatch } from '../tsql/statement-parser.js';
import { SqlError } from '../values/sql-error.js';
import { formatType, parseType } from '../values/sql-type.js';
import type { Catalogue, CatalogueTable } from './catalogue.js';
import { compile, type Compiled } from './compile.js';

function table(schema: string, name: string, columns: Readonly<Record<string, string>>): CatalogueTable {
  const list = Object.entries(columns).map(([column, type]) => ({
    name: column,
    type: parseType(type),
    nullable: true,
  }));
  return { schema, name, stored: `${schema}.${name}`, system: schema === 'sys', columns: list };
}

const tables = [
  table('api', 'Orders', {
    NO: 'char(8)',
    TXT: 'varchar(40)',
    DAT: 'date',
    TOT: 'decimal(15,2)',
    BIG: 'decimal(28,4)',
    N: 'int',
    VER: 'rowversion',
  }),
  table('api', 'Lines', { NO: 'char(8)', SEQ: 'int' }),
];
const catalogue: Catalogue = {
  table: (path) => tables.find((each) => each.stored.toLowerCase() === path.slice(-2).join('.').toLowerCase()),
};

function compiled(sql: string, variables: Readonly<Record<string, string>> = {}): Compiled {
  const [statement] = parseBatch(sql);
  if (statement?.kind !== 'data') throw new Error('no data statement');
  const types = new Map(Object.entries(variables).map(([name, type]) => [name.toLowerCase(), parseType(type)]));
  return compile(statement.statement, catalogue, types);
}

function errorOf(sql: string): number {
  try {
    compiled(sql);
  } catch (error) {
    if (error instanceof SqlError) return error.number;
  }
  return 0;
}

describe('a compiled query', () => {
  it('leaves columns bare so that an index serves, and trims what they are compared with', () => {
    const { sql, variables } = compiled("SELECT TOP (@n) NO FROM api.Orders WHERE NO = @p AND TXT > N'x' ORDER BY NO", {
      '@N': 'int',
      '@p': 'varchar(8)',
    });
    expect(sql).toBe(
      'SELECT "Orders"."NO" AS "NO" FROM "api.Orders" AS "Orders" WHERE (("Orders"."NO" = rtrim(@v0) COLLATE NOCASE) AND ' +
        `("Orders"."TXT" > rtrim('x') COLLATE NOCASE)) ORDER BY "Orders"."NO" LIMIT t_rows(@v1, 'TOP')`,
    );
    expect(variables).toEqual(['@p', '@n']);
  });

  it('knows the type of every column, of empty results too', () => {
    const { columns } = compiled(
      `SELECT NO, TOT * 2 AS a, N + 1 AS b, SUM(N) OVER () AS c, COUNT_BIG(*) OVER () AS d, CONVERT(varchar(40), BIG) AS e, TXT + N'x' AS f,
        CASE WHEN N = 1 THEN 1 ELSE 2.50 END AS g, NULL AS h, ROW_NUMBER() OVER (ORDER BY NO) AS i, MAX(DAT) OVER () AS j FROM api.Orders`,
    );
    expect(columns.map(({ name, type }) => `${name} ${formatType(type)}`)).toEqual([
      ...[
        'NO char(8)',
        'a decimal(38,2)',
        'b int',
        'c int',
        'd bigint',
        'e varchar(40)',
        'f nvarchar(41)',
        'g decimal(12,2)',
        'h int',
        'i bigint',
        'j date',
      ],
    ]);
  });

  it('says what a login must be allowed, once for each object', () => {
    const { touches } = compiled(
      'SELECT o.NO FROM api.Orders AS o WHERE EXISTS (SELECT 1 FROM api.Lines AS l WHERE l.NO = o.NO) OR NO IN (SELECT NO FROM api.Orders)',
    );
    expect(touches.map(({ permission, schema, name }) => `${permission} ${schema}.${name}`)).toEqual([
      'SELECT api.Orders',
      'SELECT api.Lines',
    ]);
    expect(compiled("UPDATE api.Orders SET TXT = 'x' WHERE N = 1").touches.map(({ permission }) => permission)).toEqual(
      ['UPDATE', 'SELECT'],
    );
  });

  it('never carries a literal as SQL', () => {
    expect(compiled(`SELECT N'x'' OR 1=1 --' AS a`).sql).toBe(`SELECT 'x'' OR 1=1 --' AS "a"`);
    expect(compiled('SELECT NO AS [a" b] FROM api.Orders').sql).toContain('AS "a"" b"');
  });

  it.each([
    ['SELECT NO, N FROM api.Orders GROUP BY NO', 8120],
    ['SELECT * FROM api.Orders GROUP BY NO', 8120],
    ['SELECT NO, COUNT(*) FROM api.Orders', 8120],
    ['SELECT NO FROM api.Orders GROUP BY NO HAVING N > 1', 8121],
    ['SELECT NO FROM api.Orders GROUP BY NO ORDER BY N', 8127],
    ['SELECT NO + TXT FROM api.Orders GROUP BY NO + TXT', 0],
    ['SELECT DISTINCT NO FROM api.Orders ORDER BY N', 145],
    ['SELECT DISTINCT NO FROM api.Orders ORDER BY NO DESC', 0],
    ['SELECT NO FROM api.Orders UNION SELECT TXT FROM api.Orders ORDER BY N', 104],
    ['SELECT NO, N FROM api.Orders UNION SELECT TXT FROM api.Orders', 205],
    ['SELECT NO FROM api.Orders, api.Lines', 209],
    ['SELECT o.NO FROM api.Orders o JOIN api.Lines o ON 1 = 1', 1011],
    ['SELECT x.NO FROM api.Orders', 4104],
    ['SELECT a.x FROM (SELECT 1) AS a', 8155],
    ['SELECT ROW_NUMBER() FROM api.Orders', 10753],
    ['SELECT LEN() FROM api.Orders', 174],
    ['SELECT DAT + 1 FROM api.Orders', 402],
    ['SELECT 1 FROM api.Orders WHERE DAT = 1', 206],
    ['SELECT 1 FROM api.Orders ORDER BY 2', 108],
    ['SELECT *', 263],
    ['UPDATE api.Orders SET VER = 0x01', 272],
  ])('%s is error %p', (sql, number) => {
    expect(errorOf(sql)).toBe(number);
  });
});
