import { describe, expect, it } from '@jest/globals';
import { SqlError } from '../values/sql-error.js';
import { parseDeclarations } from './declaration-parser.js';
import { parseBatch } from './statement-parser.js';

const kinds = (sql: string): string[] => parseBatch(sql).map((statement) => statement.kind);

function errorOf(sql: string): string {
  try {
    parseBatch(sql);
  } catch (error) {
    if (error instanceof SqlError) return `${error.number} ${error.message}`;
  }
  return '';
}

describe('a batch', () => {
  it('is split without semicolons, as drivers send their SETs', () => {
    expect(kinds('set ansi_nulls on\nset textsize 2147483647\nset transaction isolation level read committed')).toEqual(
      ['option', 'option', 'option'],
    );
    expect(kinds('DECLARE @a int = 1, @b varchar(10) SET @a = 2 SELECT @a EXEC p @a, @x = @b OUTPUT PRINT 1')).toEqual([
      ...['declare', 'declare', 'assign', 'data', 'execute', 'print'],
    ]);
    expect(kinds('BEGIN TRAN COMMIT WORK ROLLBACK TRANSACTION')).toEqual(['transaction', 'transaction', 'transaction']);
  });

  it('may hold comments, nested ones too, and quotes of every kind', () => {
    const [statement] = parseBatch(`/* a /* b */ c */ SELECT N'it''s' AS "a b", [x]]y] -- end`);
    expect(statement).toMatchObject({
      statement: {
        body: {
          items: [
            { expression: { kind: 'text', value: "it's", national: true }, alias: 'a b' },
            { expression: { kind: 'column', path: ['x]y'] } },
          ],
        },
      },
    });
  });

  it('reads a time to wait in milliseconds', () => {
    expect(parseBatch("WAITFOR DELAY '00:01:02.25'")).toEqual([{ kind: 'wait', ms: 62_250 }]);
  });

  it.each([
    ['SELECT', "102 Incorrect syntax near 'SELECT'."],
    ['SELECT 1 +', "102 Incorrect syntax near '+'."],
    ['SELECT a FROM', "102 Incorrect syntax near 'FROM'."],
    ['SELECT FROM t', "156 Incorrect syntax near the keyword 'FROM'."],
    ['SELECT a b c', "102 Incorrect syntax near 'c'."],
    ["SELECT 'x", "105 Unclosed quotation mark after the character string 'x'."],
    ['SELECT 1 /* x', "113 Missing end comment mark '*/'."],
    ['SELECT (a = b)', "102 Incorrect syntax near ')'."],
    ['SELECT * FROM (SELECT a FROM t)', "102 Incorrect syntax near ')'."],
    ['SELECT a FROM t ORDER BY a OFFSET 1', "102 Incorrect syntax near '1'."],
    ['SELECT TOP 5 PERCENT a FROM t', "156 Incorrect syntax near the keyword 'PERCENT'."],
    ['IF 1 = 1 SELECT 1', "156 Incorrect syntax near the keyword 'IF'."],
    ['MERGE t USING s', "156 Incorrect syntax near the keyword 'MERGE'."],
    ['SELECT $', "102 Incorrect syntax near '$'."],
  ])('%s is %s', (sql, error) => {
    expect(errorOf(sql)).toBe(error);
  });
});

describe('declarations', () => {
  it('give names, types and directions', () => {
    expect(parseDeclarations('@a int, @b AS nvarchar(max), @c decimal(15,2) OUTPUT')).toMatchObject([
      { name: '@a', type: { name: 'int' }, output: false },
      { name: '@b', type: { name: 'nvarchar', length: -1 }, output: false },
      { name: '@c', type: { name: 'decimal', precision: 15, scale: 2 }, output: true },
    ]);
    expect(parseDeclarations('')).toEqual([]);
    expect(() => parseDeclarations('@a foo')).toThrow('Cannot find data type foo.');
  });
});
