// The answers to t_session(...): what a statement may ask about its session, its login, the server and the clock.
import { randomUUID } from 'node:crypto';
import { momentAt, momentText } from '../values/calendar.js';
import type { SqlValue } from '../values/sql-value.js';
import { COLLATION_NAME, ALL_TYPES } from '../store/type-rows.js';
import type { SystemObject, SystemObjects } from '../store/system-objects.js';
import { nameParts } from './name-parts.js';
import type { PermissionAnswers } from './permission-answers.js';
import type { Permissions } from './permissions.js';

export const PRODUCT_VERSION = '16.0.4165.4';

/** What the answers are made from. */
export interface SessionFacts {
  readonly id: number;
  readonly login: string;
  readonly host: string;
  readonly application: string;
  readonly server: string;
  readonly database: string;
  readonly openTransactions: number;
  readonly rowCount: number;
  readonly readOnly: boolean;
  readonly now: number;
  readonly objects: SystemObjects;
  readonly permissions: Permissions;
  readonly answers: PermissionAnswers;
}

type Answer = (facts: SessionFacts, ...args: SqlValue[]) => SqlValue;

const text = (value: SqlValue | undefined): string => (typeof value === 'string' ? value : '');
const nowText: Answer = ({ now }) => momentText(momentAt(now));
const login: Answer = (facts) => facts.login;
const databaseName: Answer = (facts, id = null) => (id === null || id === DATABASE_ID ? facts.database : null);

const DATABASE_ID = 5;

const ANSWERS: Readonly<Record<string, Answer>> = {
  '@@ERROR': () => 0,
  '@@LANGUAGE': () => 'us_english',
  '@@ROWCOUNT': (facts) => facts.rowCount,
  '@@SERVERNAME': (facts) => facts.server,
  '@@SPID': (facts) => facts.id,
  '@@TRANCOUNT': (facts) => facts.openTransactions,
  '@@VERSION': () => `Microsoft SQL Server 2022 (demo of Banyan, no Microsoft software) - ${PRODUCT_VERSION} (X64)`,
  APP_NAME: (facts) => facts.application,
  HOST_NAME: (facts) => facts.host,
  CURRENT_TIMESTAMP: nowText,
  GETDATE: nowText,
  GETUTCDATE: nowText,
  SYSDATETIME: nowText,
  SYSUTCDATETIME: nowText,
  SYSDATETIMEOFFSET: nowText,
  NEWID: () => randomUUID().toUpperCase(),
  CURRENT_USER: login,
  USER: login,
  USER_NAME: login,
  SUSER_NAME: login,
  SUSER_SNAME: login,
  SYSTEM_USER: login,
  ORIGINAL_LOGIN: login,
  XACT_STATE: (facts) => (facts.openTransactions > 0 ? 1 : 0),
  DB_NAME: databaseName,
  DB_ID: (facts, name = null) => (name === null || sameName(name, facts.database) ? DATABASE_ID : null),
  DATABASEPROPERTYEX: databaseProperty,
  SERVERPROPERTY: serverProperty,
  OBJECT_ID: objectId,
  OBJECT_NAME: (facts, id) => objectOf(facts, id)?.name ?? null,
  OBJECT_SCHEMA_NAME: (facts, id) => objectOf(facts, id)?.schema ?? null,
  SCHEMA_ID: ({ objects }, name) =>
    [...objects.schemas].find(([schema]) => sameName(name ?? 'dbo', schema))?.[1] ?? null,
  SCHEMA_NAME: ({ objects }, id) => [...objects.schemas].find(([, schemaId]) => schemaId === (id ?? 1))?.[0] ?? null,
  TYPE_NAME: (_, id) => ALL_TYPES.find((type) => type.id === id)?.name ?? null,
  IS_MEMBER: ({ permissions }, role) => permissions.isMember(text(role)),
  IS_ROLEMEMBER: ({ permissions }, role) => permissions.isMember(text(role)),
  IS_SRVROLEMEMBER: ({ permissions }, role) => permissions.isServerMember(text(role)),
  HAS_PERMS_BY_NAME: ({ answers }, name = null, kind = null, permission = null) => answers.has(name, kind, permission),
  FN_MY_PERMISSIONS: ({ answers }, name = null, kind = null) => answers.myPermissions(name, kind),
};

/** Answers one question; null for what is unknown. */
export function answer(facts: SessionFacts, question: string, args: readonly SqlValue[]): SqlValue {
  return ANSWERS[question]?.(facts, ...args) ?? null;
}

const sameName = (a: SqlValue | undefined, b: string): boolean => text(a).trimEnd().toLowerCase() === b.toLowerCase();

function databaseProperty(facts: SessionFacts, database?: SqlValue, property?: SqlValue): SqlValue {
  if (!sameName(database, facts.database)) return null;
  const properties: Readonly<Record<string, string>> = {
    updateability: facts.readOnly ? 'READ_ONLY' : 'READ_WRITE',
    status: 'ONLINE',
    collation: COLLATION_NAME,
    recovery: 'FULL',
    useraccess: 'MULTI_USER',
  };
  return properties[text(property).toLowerCase()] ?? null;
}

function serverProperty(facts: SessionFacts, property?: SqlValue): SqlValue {
  const properties: Readonly<Record<string, string>> = {
    productversion: PRODUCT_VERSION,
    productlevel: 'RTM',
    productmajorversion: '16',
    edition: 'Developer Edition (64-bit)',
    engineedition: '3',
    collation: COLLATION_NAME,
    servername: facts.server,
    machinename: facts.server,
    ishadrenabled: '0',
    isclustered: '0',
  };
  return properties[text(property).toLowerCase()] ?? null;
}

function objectId({ objects, permissions }: SessionFacts, name?: SqlValue, kind?: SqlValue): SqlValue {
  const parts = nameParts(text(name));
  const object = objects.find(parts.at(-2) ?? 'dbo', parts.at(-1) ?? '');
  if (object === undefined || !permissions.sees(object.id)) return null;
  return kind === undefined || kind === null || text(kind).toUpperCase() === object.kind ? object.id : null;
}

function objectOf({ objects, permissions }: SessionFacts, id?: SqlValue): SystemObject | undefined {
  const object = objects.all.find((each) => each.id === id);
  return object !== undefined && permissions.sees(object.parent === 0 ? object.id : object.parent) ? object : undefined;
}
