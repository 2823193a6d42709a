// Reads the gateway's own ledger through its administration listener, whole, once everything has ended.
import type { CommandState } from '../../src/write/command.js';
import type { FinalCommand } from './evidence.js';
import type { Serving } from './supervisor.js';

const PAGE = 500;
/** Histories asked for at once. */
const AT_ONCE = 16;

interface Listed {
  readonly data: readonly { readonly id: string }[];
  readonly page: { readonly next: string | null };
}

interface Shown {
  readonly id: string;
  readonly operation: string;
  readonly state: CommandState;
  readonly parkedReason?: string;
  readonly history: readonly { readonly state: CommandState }[];
}

/** Every command with the states of its history. */
export async function allCommands(serving: Serving): Promise<readonly FinalCommand[]> {
  const ids = await idsOf(serving, '');
  const found: FinalCommand[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    found.push(...(await Promise.all(ids.slice(start, start + AT_ONCE).map((id) => shown(serving, id)))));
  }
  return found;
}

/** Ids of commands in any of these states. */
export async function idsIn(serving: Serving, states: readonly CommandState[]): Promise<readonly string[]> {
  return idsOf(serving, states.map((state) => `&state=${state}`).join(''));
}

async function idsOf(serving: Serving, filter: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const from: string = after === null ? '' : `&after=${after}`;
    const page: Listed = await admin<Listed>(serving, `/admin/v1/commands?limit=${PAGE}${filter}${from}`);
    ids.push(...page.data.map(({ id }) => id));
    after = page.page.next;
    if (after === null) return ids;
  }
}

async function shown(serving: Serving, id: string): Promise<FinalCommand> {
  const { operation, state, parkedReason, history } = await admin<Shown>(serving, `/admin/v1/commands/${id}`);
  return { id, operation, state, parkedReason, steps: history.map((step) => step.state) };
}

async function admin<Answer>({ adminAddress, administratorSecret }: Serving, path: string): Promise<Answer> {
  const response = await fetch(adminAddress + path, { headers: { authorization: `Bearer ${administratorSecret}` } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}
