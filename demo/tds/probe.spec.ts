import { afterAll, beforeAll, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sql from 'mssql';
import { Engine } from '../engine/engine.js';
import { sampleDefinition, seedSample } from '../fixtures/sample-database.js';
import { TdsServer } from './server.js';
const folder = mkdtempSync(join(tmpdir(), 'tds-'));
const engine = Engine.open(join(folder, 'sample.db'), sampleDefinition, { seed: seedSample });
const server = new TdsServer({ engine, encryption: 'off' });
const pools: sql.ConnectionPool[] = [];
async function connect(user: string, password: string): Promise<sql.ConnectionPool> {
  const pool = new sql.ConnectionPool({ server: '127.0.0.1', port: server.port, user, password, database: 'Sample', pool: { max: 4, min: 0 }, options: { encrypt: false }, validateConnection: 'socket' } as any);
  pool.on('error', () => undefined); pools.push(pool); return pool.connect();
}
beforeAll(async () => { await server.listen(); });
afterAll(async () => { await Promise.all(pools.map((p) => p.close())); await server.close(); engine.close(); rmSync(folder, { recursive: true }); });
const Q: (string | [string, Record<string, [any, any]>])[] = [
  `SELECT ID, CONVERT(varchar(60), DEC38) AS a, CONVERT(varchar(40),[CASH],2) AS b, CONVERT(varchar(40),CASH) c, CONVERT(varchar(40), BIG) d, CONVERT(varchar(40), STAMP7) e, CONVERT(varchar(40), ZONED) f, CONVERT(varchar(40), ZONED, 127) g, CONVERT(varchar(40), CLOCK) h, CONVERT(varchar(40), OLD, 121) i, CONVERT(varchar(40), OLD) i0, CONVERT(varchar(40), FLT, 3) j, CONVERT(varchar(40), BYTES, 1) k, CONVERT(varchar(40), GUID) l, CONVERT(varchar(40), DEC15) m, CONVERT(varchar(40), CODE)+'|' n, CONVERT(varchar(40), BIT1) o, CONVERT(varchar(40), DAY1, 112) p FROM api.Kinds ORDER BY ID`,
  [`SELECT ID FROM api.Kinds WHERE DEC38 > @p`, { p: [sql.Decimal(38, 10), 0] }],
  [`SELECT ID FROM api.Kinds WHERE DEC38 = @p`, { p: [sql.Int, 1] }],
  `SELECT ID FROM api.Kinds WHERE DEC38 > -5 AND CASH < 3.5`,
  [`SELECT ID FROM api.Kinds WHERE CASH >= @p`, { p: [sql.Money, 5] }],
  [`SELECT TOP (@top) [PARTNO], CONVERT(varchar(40),[PRICE]) AS [PRICE] FROM [api].[Parts] WHERE [GRP] = @g AND ([PRICE] > @p1 OR ([PRICE] = @p1 AND [PARTNO] > @p2)) ORDER BY [PRICE] ASC, [PARTNO] ASC OPTION (RECOMPILE)`, { top: [sql.Int, 3], g: [sql.VarChar(2), 'g1'], p1: [sql.Decimal(15, 2), 1.5], p2: [sql.VarChar(10), 'P00150  '] }],
  [`SELECT TOP (@top) PARTNO FROM api.Parts WHERE (@p IS NULL OR PRICE IS NULL) AND NAME LIKE @l ESCAPE N'\\'`, { top: [sql.Int, 3], p: [sql.Int, null], l: [sql.NVarChar(40), '%TRIK 1_5%'] }],
  [`SELECT PARTNO FROM api.Parts WHERE NOTE LIKE @l ESCAPE N'\\'`, { l: [sql.NVarChar(40), '%7 \\[50\\%]%'] }],
  `SELECT COUNT_BIG(*) AS n, MAX(MADE) AS m, MIN(NAME) k, SUM(PRICE) s, AVG(PRICE) a, SUM(C1) si FROM api.Parts`,
  `SELECT t.PARTNO, t.rn FROM (SELECT PARTNO, GRP, ROW_NUMBER() OVER (PARTITION BY GRP ORDER BY PARTNO DESC) AS rn FROM api.Parts WHERE GRP IN ('G1','G2')) AS t WHERE t.rn <= 2 ORDER BY t.GRP`,
  `SELECT DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS u, SUSER_SNAME() s, USER_NAME() n, @@SPID p, SERVERPROPERTY('ProductVersion') v, @@VERSION w, IS_SRVROLEMEMBER('sysadmin') a, IS_ROLEMEMBER('db_owner') b, HAS_PERMS_BY_NAME('api.Parts','OBJECT','SELECT') c, HAS_PERMS_BY_NAME('dbo.PARTS','OBJECT','SELECT') d, HAS_PERMS_BY_NAME(NULL,NULL,'CONTROL SERVER') e, HAS_PERMS_BY_NAME(DB_NAME(),'DATABASE','UPDATE') f`,
  `SELECT * FROM fn_my_permissions(NULL, 'DATABASE')`,
  `SELECT permission_name FROM sys.fn_my_permissions(NULL, 'SERVER')`,
  `SELECT * FROM fn_my_permissions('[api].[Moves]', 'OBJECT') WHERE subentity_name = ''`,
  `SELECT * FROM fn_my_permissions('api', 'SCHEMA')`,
  `SELECT s.name AS [schema], v.name AS [view], c.name AS [column], t.name AS type, c.max_length, c.precision, c.scale, c.is_nullable, c.collation_name FROM sys.views v JOIN sys.schemas s ON s.schema_id = v.schema_id JOIN sys.columns c ON c.object_id = v.object_id JOIN sys.types t ON t.user_type_id = c.user_type_id WHERE v.name = 'Kinds' ORDER BY c.column_id`,
  `SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM INFORMATION_SCHEMA.TABLES`,
  `SELECT * FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = N'moves'`,
  `SELECT TOP 2 * FROM dbo.PARTS`,
  `EXEC erp.Sleep 1`,
  `SELECT GRP, PARTNO FROM api.Parts GROUP BY GRP`,
  `SELECT PARTNO FROM api.Parts OFFSET 5 ROWS`,
  `SELECT PARTNO FROM api.Parts ORDER BY PARTNO OFFSET 5 ROWS FETCH NEXT 2 ROWS ONLY`,
  `SELECT DISTINCT GRP FROM api.Parts ORDER BY PARTNO`,
  `SELECT PARTNO FROM api.Parts WHERE C1 = 'abc'`,
  `SELECT COUNT(*) n FROM api.Parts WHERE C1 = '12'`,
  `SELECT COUNT(*) n FROM api.Parts WHERE PARTNO = 12`,
  `SELECT COUNT(*) n FROM api.Parts WHERE MADE >= '20260115' AND MADE < '2026-01-16'`,
  `SELECT nope FROM api.Parts`, `SELECT p.nope FROM api.Parts p`, `SELECT x FROM api.Nope`, `SELECT @x`, `SELECT FOO(1)`, `SELECT FROM api.Parts`, `SELECT 1 +`, `SELECT * FROM api.Parts WHERE`, `SELEC 1`, `SELECT 1 FROM api.Parts WHERE PARTNO`,
  `SELECT * FROM (SELECT PARTNO FROM api.Parts ORDER BY PARTNO) t`,
  `SELECT TOP 1 * FROM api.Parts LIMIT 1`, `PRAGMA table_info(x)`, `SELECT * FROM sqlite_master`, `SELECT load_extension('x')`, `CREATE TABLE x(a INT)`, `DELETE FROM api.Parts`, `UPDATE api.Parts SET NOTE = 'x'`, `INSERT INTO dbo.PARTS (PARTNO, GRP) VALUES ('x','y')`, `SELECT 'a' || 'b'`, `SELECT CAST('abc' AS int)`, `SELECT TRY_CAST('abc' AS int) x, CAST(1.5 AS int) y, 7/2 z, 7/2.0 zz, 0.1+0.2 k, -5 m, 'a'+N'b' t`,
  `DECLARE @x int = 3, @s varchar(10); SET @x = @x + 4; SELECT @x AS x, @s AS s; PRINT 'hej'; SELECT GETDATE() g, SYSUTCDATETIME() u, NEWID() id`,
  `SELECT 1 AS a UNION ALL SELECT 2.5 UNION ALL SELECT TOP 1 C1 FROM api.Parts ORDER BY a`,
  `WITH x AS (SELECT GRP, COUNT(*) AS n FROM api.Parts GROUP BY GRP HAVING COUNT(*) > 714) SELECT * FROM x ORDER BY n DESC, GRP`,
  `SELECT p.PARTNO, m.SEQ FROM api.Parts AS p WITH (NOLOCK) LEFT OUTER JOIN api.Moves m ON m.PARTNO = p.PARTNO WHERE p.C1 <= 2`,
  `SELECT CASE WHEN C1 > 2 THEN 'x' ELSE PARTNO END AS k, ISNULL(NOTE,'-') n, COALESCE(NULL, NOTE, NAME) c, LEN(PARTNO) l, DATALENGTH(PARTNO) d, UPPER(NAME) u, LEFT(NAME,3) f, SUBSTRING(NAME,2,3) s, REPLACE(NAME,'m','n') r, CHARINDEX('t',NAME) i, RTRIM(PARTNO)+'|' rt, CONCAT(C1,'-',NULL,PARTNO,'|') cc FROM api.Parts WHERE C1 IN (1,3)`,
  `BEGIN TRAN; SELECT @@TRANCOUNT t; COMMIT; SELECT @@TRANCOUNT t`,
  `SELECT a.name, b.name FROM sys.foreign_keys f JOIN sys.tables a ON a.object_id=f.parent_object_id JOIN sys.tables b ON b.object_id = f.referenced_object_id`,
  `SELECT EXISTS(SELECT 1)`, `IF 1=1 SELECT 1`, `SELECT (SELECT MAX(C1) FROM api.Parts) AS m, (SELECT PARTNO, GRP FROM api.Parts) x`, `SELECT TOP (-1) PARTNO FROM api.Parts`,
  `SELECT PARTNO FROM api.Parts WHERE PARTNO IN (SELECT PARTNO FROM api.Moves) AND NOT EXISTS (SELECT 1 FROM api.Moves m WHERE m.PARTNO = api.Parts.PARTNO)`,
  `SELECT PARTNO FROM Sample.api.Parts p WHERE p.VER > 0x0000000000001B50`,
];
it('probe', async () => {
  const out: string[] = [];
  for (const user of process.env['WHO'] === 'sa' ? (['sa'] as const) : (['reader'] as const)) {
    const pool = await connect(user, user === 'sa' ? 'Alt!1' : 'Læs!1');
    for (const q of Q) {
      const [text, params] = typeof q === 'string' ? [q, {}] : q;
      const r = pool.request();
      r.on('info', (m: any) => out.push(`   info ${m.number} ${m.message}`));
      for (const [n, [t, v]] of Object.entries(params)) r.input(n, t, v);
      try {
        const x = typeof q === 'string' ? await r.batch(text) : await r.query(text);
        out.push(`${text.slice(0, 150)}\n   => ${(x.recordsets as any[]).map((s: any) => s.length + ' ' + JSON.stringify(s.slice(0, 12))).join(' ; ').slice(0, 2600)} ${x.recordsets.length === 0 ? JSON.stringify(x.rowsAffected) : ''}`);
      } catch (e: any) {
        out.push(`${text.slice(0, 150)}\n   !! ${e.number} ${e.class} ${e.state} ${e.message} ${e.code}`);
      }
    }
  }
  process.stdout.write(out.join('\n') + '\n');
});
