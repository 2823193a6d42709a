// The fixed statements by which a new connection proves what it can and cannot do. Constant texts, no parameters.
// Functions: Microsoft Learn, "DATABASEPROPERTYEX", "sys.fn_my_permissions", "HAS_PERMS_BY_NAME", "IS_ROLEMEMBER".

/** READ_ONLY on a readable secondary and on a database that was set so; READ_WRITE on a primary. */
export const UPDATEABILITY = `/* banyan.proof */
SELECT CONVERT(varchar(20), DATABASEPROPERTYEX(DB_NAME(), 'Updateability'))`;

/** Fixed roles whose members may write, alter, grant or let others in. db_datareader is not among them. */
export const DATABASE_ROLES = [
  'db_owner',
  'db_securityadmin',
  'db_accessadmin',
  'db_backupoperator',
  'db_ddladmin',
  'db_datawriter',
] as const;

export const SERVER_ROLES = [
  'sysadmin',
  'securityadmin',
  'serveradmin',
  'setupadmin',
  'processadmin',
  'diskadmin',
  'dbcreator',
  'bulkadmin',
] as const;

/** One row with 1 for each role of the login: server roles first, then database roles. */
export const ROLES = `/* banyan.proof */
SELECT ${[
  ...SERVER_ROLES.map((role) => `IS_SRVROLEMEMBER('${role}')`),
  ...DATABASE_ROLES.map((role) => `IS_ROLEMEMBER('${role}')`),
].join(', ')}`;

/** Every effective permission on the server and on the database. */
export const PERMISSIONS = `/* banyan.proof */
SELECT [permission_name] FROM sys.fn_my_permissions(NULL, 'SERVER')
UNION
SELECT [permission_name] FROM sys.fn_my_permissions(NULL, 'DATABASE')`;

const DANGEROUS = ['INSERT', 'UPDATE', 'DELETE', 'EXECUTE', 'ALTER', 'CONTROL', 'TAKE OWNERSHIP'] as const;

const bracketed = (name: string): string => `'[' + REPLACE(${name}, ']', ']]') + ']'`;

function holdsAny(securable: string, kind: string, permissions: readonly string[]): string {
  return `1 IN (${permissions.map((name) => `HAS_PERMS_BY_NAME(${securable}, '${kind}', '${name}')`).join(', ')})`;
}

const BESIDES_EXECUTE = DANGEROUS.filter((name) => name !== 'EXECUTE');
const OBJECT_NAME = `${bracketed('[s].[name]')} + '.' + ${bracketed('[o].[name]')}`;

const schemasWith = (permissions: readonly string[]): string => `/* banyan.proof */
SELECT TOP (5) [s].[name]
FROM [sys].[schemas] AS [s]
WHERE ${holdsAny(bracketed('[s].[name]'), 'SCHEMA', permissions)}`;

const objectsWhere = (condition: string): string => `/* banyan.proof */
SELECT TOP (5) [s].[name] + '.' + [o].[name]
FROM [sys].[objects] AS [o]
JOIN [sys].[schemas] AS [s] ON [s].[schema_id] = [o].[schema_id]
WHERE ${condition}`;

/** Some schemas in which the login may do more than read. A login sees only what it has a right to. */
export const SCHEMAS = schemasWith(DANGEROUS);
/** Some schemas in which it may do more than read and run procedures. */
export const SCHEMAS_BESIDES_EXECUTE = schemasWith(BESIDES_EXECUTE);

/** Some objects with which the login may do more than read. */
export const OBJECTS = objectsWhere(holdsAny(OBJECT_NAME, 'OBJECT', DANGEROUS));
/** Some objects with which it may do more than read and run. */
export const OBJECTS_BESIDES_EXECUTE = objectsWhere(holdsAny(OBJECT_NAME, 'OBJECT', BESIDES_EXECUTE));

/** Some procedures that the login may run; PC are those of the common language runtime. */
export const EXECUTABLE = objectsWhere(`[o].[type] IN ('P', 'PC') AND ${holdsAny(OBJECT_NAME, 'OBJECT', ['EXECUTE'])}`);

/** Some users the login may act as. Everyone may "impersonate" oneself. */
export const USERS = `/* banyan.proof */
SELECT TOP (5) [p].[name]
FROM [sys].[database_principals] AS [p]
WHERE [p].[name] <> USER_NAME() AND ${holdsAny(bracketed('[p].[name]'), 'USER', ['IMPERSONATE', 'CONTROL'])}`;

/** Every text the proof of a source may send. */
export const PROOF_STATEMENTS: readonly string[] = [UPDATEABILITY, ROLES, PERMISSIONS, SCHEMAS, OBJECTS, USERS];
