import { describe, expect, it } from '@jest/globals';
import {
  DATABASE_ROLES,
  OBJECTS,
  PERMISSIONS,
  ROLES,
  SCHEMAS,
  SERVER_ROLES,
  UPDATEABILITY,
  USERS,
} from './proof-statements.js';
import type { Ask } from './proof.js';
import { refuteReadOnly } from './read-only-proof.js';

type Answers = Readonly<Record<string, readonly (readonly unknown[])[]>>;

const roles = [...SERVER_ROLES, ...DATABASE_ROLES];
const rolesWith = (...held: string[]): readonly unknown[] => roles.map((role) => (held.includes(role) ? 1 : 0));
const harmless: Answers = {
  [UPDATEABILITY]: [['READ_ONLY']],
  [ROLES]: [rolesWith()],
  [PERMISSIONS]: [['CONNECT SQL'], ['CONNECT'], ['VIEW ANY DATABASE'], ['SELECT']],
  [SCHEMAS]: [],
  [OBJECTS]: [],
  [USERS]: [],
};

const asking =
  (answers: Answers, asked: string[] = []): Ask =>
  (text) => {
    asked.push(text);
    return Promise.resolve(answers[text] ?? []);
  };

describe('proof that a connection cannot write', () => {
  it('is accepted from a least-privileged login on a replica', async () => {
    for (const proof of ['replica', 'grants', 'both', 'trust'] as const) {
      expect(await refuteReadOnly(proof, asking(harmless))).toBeUndefined();
    }
  });

  it('asks nothing when the source is trusted, and only what the facade wants otherwise', async () => {
    const asked: string[] = [];
    await refuteReadOnly('trust', asking(harmless, asked));
    expect(asked).toEqual([]);
    await refuteReadOnly('replica', asking(harmless, asked));
    expect(asked).toEqual([UPDATEABILITY]);
  });

  it.each([['READ_WRITE'], [null]])('refuses a database that answers %s', async (state) => {
    const refused = await refuteReadOnly('both', asking({ ...harmless, [UPDATEABILITY]: [[state]] }));
    expect(refused).toContain('not READ_ONLY');
  });

  it.each(roles)('refuses a member of %s', async (role) => {
    expect(await refuteReadOnly('grants', asking({ ...harmless, [ROLES]: [rolesWith(role)] }))).toContain(role);
  });

  it('refuses a role whose membership the server does not tell', async () => {
    expect(await refuteReadOnly('grants', asking({ ...harmless, [ROLES]: [[null]] }))).toContain('sysadmin');
  });

  it.each([
    'INSERT',
    'EXECUTE',
    'CONTROL SERVER',
    'ALTER ANY LOGIN',
    'IMPERSONATE ANY LOGIN',
    'TAKE OWNERSHIP',
    'BACKUP DATABASE',
    'A PERMISSION OF 2030',
  ])('refuses a login that holds %s', async (permission) => {
    const answers = { ...harmless, [PERMISSIONS]: [['CONNECT'], [permission]] };
    expect(await refuteReadOnly('grants', asking(answers))).toContain(permission);
  });

  it('refuses a login that shows no permission at all', async () => {
    expect(await refuteReadOnly('grants', asking({ ...harmless, [PERMISSIONS]: [] }))).toContain('does not show');
  });

  it.each([
    [SCHEMAS, 'erp'],
    [OBJECTS, 'api.Orders'],
    [USERS, 'dbo'],
  ])('refuses a login that may do more than read somewhere and says where', async (text, name) => {
    expect(await refuteReadOnly('grants', asking({ ...harmless, [text]: [[name]] }))).toContain(name);
  });
});
