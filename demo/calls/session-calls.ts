// Functions and @@variables that ask the session or the server: the clock, names, permissions, properties.
// They become t_session('NAME', ...), answered at run time by the session that executes the statement.
import { SqlError } from '../values/sql-error.js';
import { parseType } from '../values/sql-type.js';
import type { KnownCall } from './known-call.js';
import { emitted, padded, quoteText, type Emitted } from '../compiler/emitted.js';

/** A function of the session: its result type and how many arguments it takes. */
function asks(name: string, type: string, least = 0, most = least): KnownCall {
  const result = parseType(type);
  return {
    least,
    most,
    compile: (args) => emitted(`t_session(${[quoteText(name), ...args.map(padded)].join(', ')})`, result),
  };
}

/** By upper-case name. */
export const SESSION_CALLS: Readonly<Record<string, KnownCall>> = {
  APP_NAME: asks('APP_NAME', 'nvarchar(128)'),
  CURRENT_TIMESTAMP: asks('CURRENT_TIMESTAMP', 'datetime'),
  CURRENT_USER: asks('CURRENT_USER', 'nvarchar(128)'),
  DATABASEPROPERTYEX: asks('DATABASEPROPERTYEX', 'nvarchar(128)', 2),
  DB_ID: asks('DB_ID', 'smallint', 0, 1),
  DB_NAME: asks('DB_NAME', 'nvarchar(128)', 0, 1),
  GETDATE: asks('GETDATE', 'datetime'),
  GETUTCDATE: asks('GETUTCDATE', 'datetime'),
  HAS_PERMS_BY_NAME: asks('HAS_PERMS_BY_NAME', 'int', 3, 5),
  HOST_NAME: asks('HOST_NAME', 'nvarchar(128)'),
  IS_MEMBER: asks('IS_MEMBER', 'int', 1),
  IS_ROLEMEMBER: asks('IS_ROLEMEMBER', 'int', 1, 2),
  IS_SRVROLEMEMBER: asks('IS_SRVROLEMEMBER', 'int', 1, 2),
  NEWID: asks('NEWID', 'uniqueidentifier'),
  OBJECT_ID: asks('OBJECT_ID', 'int', 1, 2),
  OBJECT_NAME: asks('OBJECT_NAME', 'nvarchar(128)', 1, 2),
  OBJECT_SCHEMA_NAME: asks('OBJECT_SCHEMA_NAME', 'nvarchar(128)', 1, 2),
  ORIGINAL_LOGIN: asks('ORIGINAL_LOGIN', 'nvarchar(128)'),
  SCHEMA_ID: asks('SCHEMA_ID', 'int', 0, 1),
  SCHEMA_NAME: asks('SCHEMA_NAME', 'nvarchar(128)', 0, 1),
  SERVERPROPERTY: asks('SERVERPROPERTY', 'nvarchar(128)', 1),
  SUSER_NAME: asks('SUSER_NAME', 'nvarchar(128)'),
  SUSER_SNAME: asks('SUSER_SNAME', 'nvarchar(128)'),
  SYSDATETIME: asks('SYSDATETIME', 'datetime2(7)'),
  SYSDATETIMEOFFSET: asks('SYSDATETIMEOFFSET', 'datetimeoffset(7)'),
  SYSTEM_USER: asks('SYSTEM_USER', 'nvarchar(128)'),
  SYSUTCDATETIME: asks('SYSUTCDATETIME', 'datetime2(7)'),
  TYPE_NAME: asks('TYPE_NAME', 'nvarchar(128)', 1),
  USER: asks('USER', 'nvarchar(128)'),
  USER_NAME: asks('USER_NAME', 'nvarchar(128)', 0, 1),
  XACT_STATE: asks('XACT_STATE', 'smallint'),
};

const GLOBALS: Readonly<Record<string, string>> = {
  '@@ERROR': 'int',
  '@@LANGUAGE': 'nvarchar(128)',
  '@@ROWCOUNT': 'int',
  '@@SERVERNAME': 'nvarchar(128)',
  '@@SPID': 'smallint',
  '@@TRANCOUNT': 'int',
  '@@VERSION': 'nvarchar(300)',
};

/** An @@variable. Throws 137 for one the demo server has not. */
export function globalVariable(name: string): Emitted {
  const type = GLOBALS[name];
  if (type === undefined) throw new SqlError(137, `Must declare the scalar variable "${name}".`, { state: 2 });
  return emitted(`t_session(${quoteText(name)})`, parseType(type), false);
}
