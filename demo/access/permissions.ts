// What one login may do: checks before a statement runs, and the answers of fn_my_permissions and HAS_PERMS_BY_NAME.
import type { SystemObject, SystemObjects } from '../store/system-objects.js';
import { SqlError } from '../values/sql-error.js';
import type { LoginDefinition, ObjectPermission } from '../engine/definition.js';

const TABLE_PERMISSIONS = [
  'SELECT',
  'INSERT',
  'UPDATE',
  'DELETE',
  'REFERENCES',
  'VIEW DEFINITION',
  'ALTER',
  'TAKE OWNERSHIP',
  'CONTROL',
];
const PROCEDURE_PERMISSIONS = ['EXECUTE', 'VIEW DEFINITION', 'ALTER', 'TAKE OWNERSHIP', 'CONTROL'];
const SCHEMA_PERMISSIONS = [
  'SELECT',
  'INSERT',
  'UPDATE',
  'DELETE',
  'EXECUTE',
  'REFERENCES',
  'VIEW DEFINITION',
  'ALTER',
  'TAKE OWNERSHIP',
  'CONTROL',
];
const DATABASE_PERMISSIONS = [
  'CREATE TABLE',
  'CREATE VIEW',
  'CREATE PROCEDURE',
  'BACKUP DATABASE',
  'CONNECT',
  'REFERENCES',
  'SELECT',
  'INSERT',
  'UPDATE',
  'DELETE',
  'EXECUTE',
  'VIEW DATABASE STATE',
  'ALTER ANY USER',
  'ALTER ANY ROLE',
  'ALTER ANY SCHEMA',
  'VIEW DEFINITION',
  'TAKE OWNERSHIP',
  'ALTER',
  'CONTROL',
];
const SERVER_PERMISSIONS = [
  'CONNECT SQL',
  'SHUTDOWN',
  'ALTER ANY LOGIN',
  'IMPERSONATE ANY LOGIN',
  'VIEW ANY DATABASE',
  'VIEW SERVER STATE',
  'CONTROL SERVER',
];
/** Every user of a database of SQL Server 2016 and later has these through `public`. */
const PUBLIC_DATABASE = [
  'CONNECT',
  'VIEW ANY COLUMN ENCRYPTION KEY DEFINITION',
  'VIEW ANY COLUMN MASTER KEY DEFINITION',
];
const PUBLIC_SERVER = ['CONNECT SQL', 'VIEW ANY DATABASE'];

const ROLE_PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  db_owner: ['CONTROL'],
  db_datareader: ['SELECT'],
  db_datawriter: ['INSERT', 'UPDATE', 'DELETE'],
};
const KNOWN_ROLES = new Set([
  'public',
  'db_owner',
  'db_datareader',
  'db_datawriter',
  'db_ddladmin',
  'db_securityadmin',
  'db_accessadmin',
  'db_backupoperator',
  'db_denydatareader',
  'db_denydatawriter',
]);
const KNOWN_SERVER_ROLES = new Set([
  'public',
  'sysadmin',
  'serveradmin',
  'securityadmin',
  'setupadmin',
  'processadmin',
  'diskadmin',
  'dbcreator',
  'bulkadmin',
]);

/** A securable of one of the four classes that are known. */
export type Securable =
  | { readonly class: 'SERVER' }
  | { readonly class: 'DATABASE' }
  | { readonly class: 'SCHEMA'; readonly schema: string }
  | { readonly class: 'OBJECT'; readonly object: SystemObject };

export class Permissions {
  private readonly sysadmin: boolean;
  private readonly wide: ReadonlySet<string>;
  private readonly visible: ReadonlySet<number>;

  constructor(
    private readonly login: LoginDefinition,
    objects: SystemObjects,
  ) {
    this.sysadmin = this.isServerMember('sysadmin') === 1;
    const roles = (login.databaseRoles ?? []).flatMap((role) => ROLE_PERMISSIONS[role.toLowerCase()] ?? []);
    this.wide = new Set([...roles, ...(login.databasePermissions ?? []).map((name) => name.toUpperCase())]);
    this.visible = this.visibleIds(objects);
  }

  /** True when the permission is held on a schema's object, through any of the ways it can be granted. */
  allows(permission: string, { schema, name }: { schema: string; name: string }): boolean {
    if (this.sysadmin || this.wide.has('CONTROL') || this.wide.has(permission)) return true;
    return this.isGranted(permission, schema, name) || this.isGranted('CONTROL', schema, name);
  }

  /** Throws 229 in SQL Server's words unless the permission is held. */
  require(permission: string, object: { schema: string; name: string }, database: string): void {
    if (this.allows(permission, object)) return;
    const place = `object '${object.name}', database '${database}', schema '${object.schema}'`;
    throw new SqlError(229, `The ${permission} permission was denied on the ${place}.`, { state: 5 });
  }

  /** Whether rows about this object (a schema with a minus sign) may be seen. */
  sees(id: number): boolean {
    return this.visible.has(id);
  }

  /** The names of the permissions held on a securable. */
  held(securable: Securable): string[] {
    switch (securable.class) {
      case 'SERVER':
        return this.sysadmin
          ? SERVER_PERMISSIONS
          : [...new Set([...PUBLIC_SERVER, ...(this.login.serverPermissions ?? [])])];
      case 'DATABASE':
        return this.sysadmin || this.wide.has('CONTROL')
          ? DATABASE_PERMISSIONS
          : [...new Set([...PUBLIC_DATABASE, ...this.wide])];
      case 'SCHEMA':
        return SCHEMA_PERMISSIONS.filter((permission) =>
          this.allows(permission, { schema: securable.schema, name: '' }),
        );
      case 'OBJECT':
        return permissionsOn(securable.object).filter((permission) => this.allows(permission, securable.object));
    }
  }

  /** 1 or 0, null for a role that does not exist. */
  isMember(role: string): number | null {
    const name = role.toLowerCase();
    if (!KNOWN_ROLES.has(name)) return null;
    if (name === 'public' || (this.sysadmin && name === 'db_owner')) return 1;
    return includes(this.login.databaseRoles, name) ? 1 : 0;
  }

  /** 1 or 0, null for a server role that does not exist. */
  isServerMember(role: string): number | null {
    const name = role.toLowerCase();
    if (!KNOWN_SERVER_ROLES.has(name)) return null;
    return name === 'public' || includes(this.login.serverRoles, name) ? 1 : 0;
  }

  private isGranted(permission: string, schema: string, name: string): boolean {
    const grants = this.login.grants[permission.toLowerCase() as ObjectPermission];
    return includes(grants, schema.toLowerCase()) || includes(grants, `${schema}.${name}`.toLowerCase());
  }

  private visibleIds(objects: SystemObjects): Set<number> {
    const seen = objects.all.filter(
      (object) => object.parent === 0 && object.kind !== 'TT' && this.held({ class: 'OBJECT', object }).length > 0,
    );
    const schemas = [...objects.schemas].filter(
      ([schema]) =>
        seen.some((object) => object.schema === schema) || this.held({ class: 'SCHEMA', schema }).length > 0,
    );
    return new Set([...seen.map((object) => object.id), ...schemas.map(([, id]) => -id)]);
  }
}

const permissionsOn = (object: SystemObject): readonly string[] =>
  object.kind === 'P' ? PROCEDURE_PERMISSIONS : TABLE_PERMISSIONS;

function includes(names: readonly string[] | undefined, lower: string): boolean {
  return names?.some((name) => name.toLowerCase() === lower) === true;
}
