// What a login may do beyond its task, found by asking the server. Sources refuse such a login, channels warn of it.
// It must never let a doubt pass: what it does not know to be harmless counts as a power.
import type { Ask } from './proof.js';
import {
  DATABASE_ROLES,
  OBJECTS,
  OBJECTS_BESIDES_EXECUTE,
  PERMISSIONS,
  ROLES,
  SCHEMAS,
  SCHEMAS_BESIDES_EXECUTE,
  SERVER_ROLES,
} from './proof-statements.js';

/** A task and the statements that find schemas and objects where a login may do more. */
export interface Task {
  readonly name: string;
  readonly schemas: string;
  readonly objects: string;
}

export const READING: Task = { name: 'read', schemas: SCHEMAS, objects: OBJECTS };
export const CALLING: Task = {
  name: 'run procedures',
  schemas: SCHEMAS_BESIDES_EXECUTE,
  objects: OBJECTS_BESIDES_EXECUTE,
};

/** The first power found, as words that follow "The login ..."; undefined when it may do its task and nothing else. */
export async function powerBeyond(task: Task, ask: Ask): Promise<string | undefined> {
  return (
    (await heldRoles(ask)) ??
    (await heldPermissions(ask)) ??
    (await listed(ask, task.schemas, `may do more than ${task.name} in schema`)) ??
    listed(ask, task.objects, `may do more than ${task.name} with`)
  );
}

async function heldRoles(ask: Ask): Promise<string | undefined> {
  const [row] = await ask(ROLES);
  const roles = [...SERVER_ROLES, ...DATABASE_ROLES].filter((_, index) => row?.[index] !== 0);
  return roles.length === 0 ? undefined : `is a member of ${roles.join(', ')}`;
}

/** Permissions that let a login look and connect, by their first word. All others are powers, known or not. */
const HARMLESS = /^(CONNECT|SELECT|VIEW|SHOWPLAN|UNMASK|REFERENCES)\b/;

async function heldPermissions(ask: Ask): Promise<string | undefined> {
  const rows = await ask(PERMISSIONS);
  const names = rows.map(([name]) => String(name));
  if (names.length === 0) return 'does not show its permissions';
  const harmful = names.filter((name) => !HARMLESS.test(name));
  return harmful.length === 0 ? undefined : `holds ${harmful.slice(0, 5).join(', ')}`;
}

/** The names that a statement lists, behind `what`; undefined when it lists none. */
export async function listed(ask: Ask, text: string, what: string): Promise<string | undefined> {
  const rows = await ask(text);
  return rows.length === 0 ? undefined : `${what} ${rows.map(([name]) => String(name)).join(', ')}`;
}
