import { describe, expect, it } from '@jest/globals';
import type { Ask } from './proof.js';
import {
  DATABASE_ROLES,
  EXECUTABLE,
  OBJECTS_BESIDES_EXECUTE,
  PERMISSIONS,
  ROLES,
  SCHEMAS_BESIDES_EXECUTE,
  SERVER_ROLES,
  UPDATEABILITY,
} from './proof-statements.js';
import { powerWarning, writerProof } from './writer-proof.js';

type Answers = Readonly<Record<string, readonly (readonly unknown[])[]>>;

const roles = [...SERVER_ROLES, ...DATABASE_ROLES];
const sanctioned: Answers = {
  [UPDATEABILITY]: [['READ_WRITE']],
  [EXECUTABLE]: [['erp.SubmitOrder']],
  [ROLES]: [roles.map(() => 0)],
  [PERMISSIONS]: [['CONNECT SQL'], ['CONNECT']],
};
const asking =
  (answers: Answers): Ask =>
  (text) =>
    Promise.resolve(answers[text] ?? []);

describe('proof that a connection can write', () => {
  it('is accepted from a login that may run procedures on a primary, without a warning', async () => {
    expect(await writerProof(asking(sanctioned))).toBeUndefined();
    expect(await powerWarning(asking(sanctioned))).toBeUndefined();
  });

  it.each([['READ_ONLY'], [null]])('refuses a database that answers %s', async (state) => {
    const refuted = await writerProof(asking({ ...sanctioned, [UPDATEABILITY]: [[state]] }));
    expect(refuted).toMatchObject({ fault: 'configuration', advice: expect.stringContaining('not READ_WRITE') });
  });

  it('refuses a login that may run no procedure', async () => {
    const refuted = await writerProof(asking({ ...sanctioned, [EXECUTABLE]: [] }));
    expect(refuted?.advice).toContain('GRANT EXECUTE');
  });

  it.each(roles)('warns of a member of %s', async (role) => {
    const answers = { ...sanctioned, [ROLES]: [roles.map((name) => (name === role ? 1 : 0))] };
    expect(await powerWarning(asking(answers))).toContain(role);
  });

  it.each([
    [PERMISSIONS, 'EXECUTE'],
    [PERMISSIONS, 'UPDATE'],
    [SCHEMAS_BESIDES_EXECUTE, 'dbo'],
    [OBJECTS_BESIDES_EXECUTE, 'dbo.ORDHED'],
  ])('warns of rights beyond single procedures and says where', async (text, name) => {
    expect(await powerWarning(asking({ ...sanctioned, [text]: [['CONNECT'], [name]] }))).toContain(name);
  });
});
