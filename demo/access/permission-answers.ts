// fn_my_permissions and HAS_PERMS_BY_NAME: the questions a careful client asks before it trusts its own login.
import type { SystemObjects } from '../store/system-objects.js';
import type { SqlValue } from '../values/sql-value.js';
import { nameParts } from './name-parts.js';
import type { Permissions, Securable } from './permissions.js';

/** Permissions that also exist on single columns. */
const COLUMN_PERMISSIONS = new Set(['SELECT', 'UPDATE', 'REFERENCES']);

export class PermissionAnswers {
  constructor(
    private readonly permissions: Permissions,
    private readonly objects: SystemObjects,
    private readonly database: string,
  ) {}

  /** The rows of fn_my_permissions as JSON: entity, sub-entity, permission. No rows for what is not there. */
  myPermissions(name: SqlValue, securableClass: SqlValue): string {
    const securable = this.securable(name, securableClass);
    if (securable === undefined) return '[]';
    const held = this.permissions.held(securable);
    if (securable.class === 'SERVER' || securable.class === 'DATABASE') {
      return JSON.stringify(held.map((permission) => [securable.class.toLowerCase(), '', permission]));
    }
    const columns = securable.class === 'OBJECT' ? (securable.object.table?.columns ?? []) : [];
    const onColumns = held.filter((permission) => COLUMN_PERMISSIONS.has(permission));
    return JSON.stringify([
      ...held.map((permission) => [name, '', permission]),
      ...onColumns.flatMap((permission) => columns.map((column) => [name, column.name, permission])),
    ]);
  }

  /** 1 or 0; null when the securable or the permission does not exist. */
  has(name: SqlValue, securableClass: SqlValue, permission: SqlValue): number | null {
    const securable = this.securable(name, securableClass);
    if (securable === undefined || typeof permission !== 'string') return null;
    const held = this.permissions.held(securable);
    const wanted = permission.toUpperCase();
    if (wanted === 'ANY') return held.length > 0 ? 1 : 0;
    return held.includes(wanted) || held.includes('CONTROL') || held.includes('CONTROL SERVER') ? 1 : 0;
  }

  private securable(name: SqlValue, securableClass: SqlValue): Securable | undefined {
    const kind = typeof securableClass === 'string' ? securableClass.toUpperCase() : 'SERVER';
    const parts = typeof name === 'string' ? nameParts(name) : [];
    if (kind === 'SERVER') return { class: 'SERVER' };
    if (kind === 'DATABASE')
      return parts.length === 0 || sameName(parts[0], this.database) ? { class: 'DATABASE' } : undefined;
    if (kind === 'SCHEMA') return this.schema(parts.at(-1));
    return kind === 'OBJECT' ? this.object(parts) : undefined;
  }

  private schema(name: string | undefined): Securable | undefined {
    const schema = [...this.objects.schemas.keys()].find((each) => sameName(each, name));
    return schema === undefined ? undefined : { class: 'SCHEMA', schema };
  }

  private object(parts: readonly string[]): Securable | undefined {
    const object = this.objects.find(parts.at(-2) ?? 'dbo', parts.at(-1) ?? '');
    return object === undefined ? undefined : { class: 'OBJECT', object };
  }
}

const sameName = (a: string | undefined, b: string | undefined): boolean => a?.toLowerCase() === b?.toLowerCase();
