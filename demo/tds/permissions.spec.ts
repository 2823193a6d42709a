import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sql from 'mssql';
import { startSample, type SampleServer } from '../fixtures/sample-server.js';

let sample: SampleServer;
const pools = new Map<string, sql.ConnectionPool>();

beforeAll(async () => {
  sample = await startSample();
  for (const user of ['reader', 'writer', 'sa']) {
    pools.set(user, await new sql.ConnectionPool(sample.config(user)).connect());
  }
});

afterAll(async () => {
  for (const pool of pools.values()) await pool.close();
  await sample.stop();
});

type Row = Record<string, unknown>;

async function ask(user: string, text: string): Promise<Row[]> {
  const result = await pools.get(user)?.request().query<Row>(text);
  return result?.recordset ?? [];
}

const names = (rows: readonly Row[], column: string): unknown[] => rows.map((row) => row[column]);

describe('a login', () => {
  it('reads only what it was granted, and hears 229 in SQL Server’s words otherwise', async () => {
    await expect(ask('reader', 'SELECT TOP 1 PARTNO FROM dbo.PARTS')).rejects.toMatchObject({
      number: 229,
      class: 14,
      message: "The SELECT permission was denied on the object 'PARTS', database 'Sample', schema 'dbo'.",
    });
    expect(await ask('reader', 'SELECT TOP 1 PARTNO FROM api.Parts')).toHaveLength(1);
  });

  it('executes only what it was granted', async () => {
    await expect(pools.get('reader')?.request().input('Ms', 1).execute('erp.Sleep')).rejects.toMatchObject({
      number: 229,
      class: 14,
      message: "The EXECUTE permission was denied on the object 'Sleep', database 'Sample', schema 'erp'.",
    });
    await expect(pools.get('writer')?.request().input('Ms', 1).execute('erp.Sleep')).resolves.toMatchObject({
      returnValue: 0,
    });
  });

  it.each([
    ["INSERT INTO dbo.PARTS (PARTNO, GRP) VALUES ('x', 'y')", 'INSERT'],
    ["UPDATE api.Parts SET NOTE = N'x'", 'UPDATE'],
    ['DELETE FROM api.Parts', 'DELETE'],
  ])('cannot write through %s', async (text, permission) => {
    await expect(ask('reader', text)).rejects.toMatchObject({
      number: 229,
      message: expect.stringContaining(permission) as unknown,
    });
  });

  it('sees its own objects in the catalogue and nothing else', async () => {
    expect(
      names(await ask('reader', 'SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES ORDER BY 1'), 'TABLE_NAME'),
    ).toEqual(['Kinds', 'Moves', 'Parts']);
    expect(await ask('reader', 'SELECT name FROM sys.tables')).toEqual([]);
    expect(await ask('writer', 'SELECT name FROM sys.views')).toEqual([]);
    expect(names(await ask('writer', 'SELECT name FROM sys.procedures ORDER BY name'), 'name')).toEqual([
      'AddMoves',
      'Sleep',
    ]);
    expect(names(await ask('reader', "SELECT name FROM sys.schemas WHERE name IN ('api', 'erp')"), 'name')).toEqual([
      'api',
    ]);
    expect(names(await ask('sa', 'SELECT name FROM sys.tables ORDER BY name'), 'name')).toEqual([
      'KINDS',
      'MOVES',
      'PARTS',
    ]);
  });
});

describe('the questions a careful client asks', () => {
  it('are answered with effective permissions, those of public included', async () => {
    expect(
      names(await ask('reader', "SELECT permission_name FROM fn_my_permissions(NULL, 'DATABASE')"), 'permission_name'),
    ).toEqual(['CONNECT', 'VIEW ANY COLUMN ENCRYPTION KEY DEFINITION', 'VIEW ANY COLUMN MASTER KEY DEFINITION']);
    expect(
      names(
        await ask('reader', "SELECT permission_name FROM sys.fn_my_permissions(NULL, 'SERVER')"),
        'permission_name',
      ),
    ).toEqual(['CONNECT SQL', 'VIEW ANY DATABASE']);
    const onView = await ask('reader', "SELECT * FROM fn_my_permissions('[api].[Moves]', 'OBJECT')");
    expect(onView[0]).toEqual({ entity_name: '[api].[Moves]', subentity_name: '', permission_name: 'SELECT' });
    expect(new Set(names(onView, 'permission_name'))).toEqual(new Set(['SELECT']));
    expect(
      names(await ask('writer', "SELECT permission_name FROM fn_my_permissions('erp', 'SCHEMA')"), 'permission_name'),
    ).toEqual(['EXECUTE']);
    expect(
      names(await ask('sa', "SELECT permission_name FROM fn_my_permissions(NULL, 'DATABASE')"), 'permission_name'),
    ).toContain('CONTROL');
  });

  it('about single permissions and roles get 1, 0 or NULL', async () => {
    const text = `SELECT HAS_PERMS_BY_NAME('api.Parts', 'OBJECT', 'SELECT') AS may, HAS_PERMS_BY_NAME('dbo.PARTS', 'OBJECT', 'SELECT') AS mayNot,
      HAS_PERMS_BY_NAME('api.Nope', 'OBJECT', 'SELECT') AS unknown, HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'UPDATE') AS writes,
      IS_SRVROLEMEMBER('sysadmin') AS admin, IS_ROLEMEMBER('db_datawriter') AS role, IS_ROLEMEMBER('nope') AS noRole`;
    expect(await ask('reader', text)).toEqual([
      { may: 1, mayNot: 0, unknown: null, writes: 0, admin: 0, role: 0, noRole: null },
    ]);
    expect(await ask('sa', "SELECT IS_SRVROLEMEMBER(N'sysadmin') AS admin")).toEqual([{ admin: 1 }]);
  });

  it('about the session and the database are answered, and a failover changes Updateability', async () => {
    const text =
      "SELECT DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS u, SUSER_SNAME() AS login, USER_NAME() AS [user], DB_NAME() AS db";
    expect(await ask('reader', text)).toEqual([{ u: 'READ_WRITE', login: 'reader', user: 'reader', db: 'Sample' }]);
    sample.server.faults.readOnly = true;
    expect(await ask('reader', text)).toEqual([{ u: 'READ_ONLY', login: 'reader', user: 'reader', db: 'Sample' }]);
    await expect(ask('sa', "UPDATE dbo.PARTS SET NOTE = N'x' WHERE PARTNO = 'P00001'")).rejects.toMatchObject({
      number: 3906,
    });
    sample.server.faults.clear();
    expect(
      (await ask('reader', "SELECT @@SPID AS id, @@VERSION AS v, SERVERPROPERTY('ProductVersion') AS p"))[0],
    ).toMatchObject({ p: expect.stringMatching(/^16\./) as unknown });
  });
});

describe('an introspection', () => {
  it('joins views, columns and types', async () => {
    const rows = await ask(
      'reader',
      `SELECT c.name, t.name AS type, c.max_length, c.precision, c.scale, c.is_nullable FROM sys.views AS v JOIN sys.schemas AS s ON s.schema_id = v.schema_id
        JOIN sys.columns AS c ON c.object_id = v.object_id JOIN sys.types AS t ON t.user_type_id = c.user_type_id
        WHERE s.name = N'api' AND v.name = N'Moves' ORDER BY c.column_id`,
    );
    expect(rows).toEqual([
      { name: 'PARTNO', type: 'char', max_length: 10, precision: 0, scale: 0, is_nullable: false },
      { name: 'SEQ', type: 'int', max_length: 4, precision: 10, scale: 0, is_nullable: false },
      { name: 'QTY', type: 'decimal', max_length: 9, precision: 11, scale: 3, is_nullable: false },
    ]);
  });

  it('finds the same through INFORMATION_SCHEMA', async () => {
    const rows = await ask(
      'reader',
      "SELECT DATA_TYPE, CHARACTER_MAXIMUM_LENGTH AS len, NUMERIC_PRECISION AS p, NUMERIC_SCALE AS s FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'api' AND TABLE_NAME = 'Parts' AND COLUMN_NAME IN ('PRICE', 'NOTE', 'VER') ORDER BY ORDINAL_POSITION",
    );
    expect(rows).toEqual([
      { DATA_TYPE: 'decimal', len: null, p: 15, s: 2 },
      { DATA_TYPE: 'nvarchar', len: 200, p: null, s: null },
      { DATA_TYPE: 'timestamp', len: 8, p: null, s: null },
    ]);
  });

  it('finds keys, references and procedure parameters', async () => {
    const keys = await ask(
      'sa',
      "SELECT k.name, c.name AS [column] FROM sys.key_constraints AS k JOIN sys.index_columns AS i ON i.object_id = k.parent_object_id AND i.index_id = k.unique_index_id JOIN sys.columns AS c ON c.object_id = i.object_id AND c.column_id = i.column_id WHERE k.name = 'PK_MOVES' ORDER BY i.key_ordinal",
    );
    expect(names(keys, 'column')).toEqual(['PARTNO', 'SEQ']);
    const references = await ask(
      'sa',
      'SELECT f.name, t.name AS target FROM sys.foreign_keys AS f JOIN sys.tables AS t ON t.object_id = f.referenced_object_id JOIN sys.foreign_key_columns AS c ON c.constraint_object_id = f.object_id',
    );
    expect(references).toEqual([{ name: 'FK_MOVES_PARTS', target: 'PARTS' }]);
    const parameters = await ask(
      'writer',
      "SELECT PARAMETER_NAME AS p, DATA_TYPE AS t, PARAMETER_MODE AS m FROM INFORMATION_SCHEMA.PARAMETERS WHERE SPECIFIC_SCHEMA = 'erp' AND SPECIFIC_NAME = 'AddMoves' ORDER BY ORDINAL_POSITION",
    );
    expect(parameters).toEqual([
      { p: '@Moves', t: 'table type', m: 'IN' },
      { p: '@Note', t: 'nvarchar', m: 'IN' },
      { p: '@Total', t: 'decimal', m: 'INOUT' },
    ]);
    const types = await ask(
      'writer',
      'SELECT c.name FROM sys.table_types AS t JOIN sys.columns AS c ON c.object_id = t.type_table_object_id ORDER BY c.column_id',
    );
    expect(names(types, 'name')).toEqual(['PARTNO', 'QTY']);
  });
});
