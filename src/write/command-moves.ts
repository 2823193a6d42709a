// The state machine of commands as one table: what a caller sees of each state, and where each may go.
// It must never know who moves a command or why; that is for the mover.
import type { CommandState, PublicStatus } from './command.js';

/** One state of the table. */
export interface StateRow {
  readonly publicStatus: PublicStatus;
  readonly mayGoTo: readonly CommandState[];
}

/** A row for every state. */
export type MoveTable = Readonly<Record<CommandState, StateRow>>;

/** A move the table does not have, or a move that contradicts itself. The command was not touched. */
export class UnlawfulMove extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnlawfulMove';
  }
}

/** Where a command may start. */
const STARTS: readonly CommandState[] = ['accepted', 'held'];

/** From here on the ERP may have acted, and only a person or a proof may say that it has not. */
const TOUCHED: readonly CommandState[] = ['delivering', 'delivered', 'unknown'];

/** States that say: nothing has been sent. No touched one may go there directly. */
const UNTOUCHED: readonly CommandState[] = ['accepted', 'held', 'leased', 'cancelled'];

/** States with a step before them that must not be skipped: nothing is sent without a claim. */
const ONLY_FROM: Partial<Record<CommandState, readonly CommandState[]>> = {
  leased: ['accepted', 'backoff'],
  delivering: ['leased'],
  delivered: ['delivering', 'unknown'],
};

const TABLE: MoveTable = {
  accepted: { publicStatus: 'accepted', mayGoTo: ['held', 'leased', 'cancelled'] },
  held: { publicStatus: 'held', mayGoTo: ['accepted', 'cancelled'] },
  leased: { publicStatus: 'accepted', mayGoTo: ['delivering', 'accepted', 'parked'] },
  delivering: { publicStatus: 'delivering', mayGoTo: ['delivered', 'succeeded', 'refused', 'backoff', 'unknown'] },
  backoff: { publicStatus: 'accepted', mayGoTo: ['leased', 'cancelled', 'parked'] },
  delivered: { publicStatus: 'delivered', mayGoTo: ['succeeded', 'refused', 'unknown'] },
  unknown: { publicStatus: 'delivering', mayGoTo: ['delivered', 'succeeded', 'refused', 'backoff', 'parked'] },
  parked: { publicStatus: 'parked', mayGoTo: ['accepted', 'unknown', 'succeeded', 'refused', 'cancelled'] },
  succeeded: { publicStatus: 'succeeded', mayGoTo: [] },
  refused: { publicStatus: 'refused', mayGoTo: [] },
  cancelled: { publicStatus: 'cancelled', mayGoTo: [] },
};

/**
 * Everything that is wrong with a table, in sentences: states nobody reaches or nobody leaves, settled states that are
 * not final, ways to deliver without a claim, and ways back from a delivery to "nothing was sent".
 */
export function faultsOfMoves(table: MoveTable): readonly string[] {
  const states = Object.keys(table) as CommandState[];
  return [
    ...states.filter((state) => !reaches(table, STARTS, state)).map((state) => `${state} is never reached`),
    ...states.filter((state) => !leads(table, state)).map((state) => `${state} never leads to a settled state`),
    ...states.flatMap((from) => table[from].mayGoTo.flatMap((to) => faultOfMove(from, to))),
  ];
}

function faultOfMove(from: CommandState, to: CommandState): readonly string[] {
  const move = `${from} -> ${to}`;
  const faults: (string | false)[] = [
    from === to && `${move} is no move`,
    SETTLED.includes(from) && `${move} changes a settled command`,
    TOUCHED.includes(from) && UNTOUCHED.includes(to) && `${move} forgets that the ERP may have acted`,
    !(ONLY_FROM[to]?.includes(from) ?? true) && `${move} skips a step: ${to} comes after ${String(ONLY_FROM[to])} only`,
  ];
  return faults.filter((fault) => fault !== false);
}

/** States in which nothing about a command changes any more. */
export const SETTLED: readonly CommandState[] = ['succeeded', 'refused', 'cancelled'];

function reaches(table: MoveTable, from: readonly CommandState[], wanted: CommandState): boolean {
  const seen = new Set(from);
  for (const state of seen) table[state].mayGoTo.forEach((next) => seen.add(next));
  return seen.has(wanted);
}

function leads(table: MoveTable, state: CommandState): boolean {
  return SETTLED.some((settled) => reaches(table, [state], settled));
}

function proven(table: MoveTable): MoveTable {
  const faults = faultsOfMoves(table);
  if (faults.length > 0) throw new Error(`The table of command states is not sound: ${faults.join('; ')}.`);
  return table;
}

/** The lawful moves. Proven when this file is loaded, so that no process starts on an unsound table. */
export const COMMAND_MOVES: MoveTable = proven(TABLE);

/** What a caller sees of a state. */
export function publicStatus(state: CommandState): PublicStatus {
  return COMMAND_MOVES[state].publicStatus;
}

/** True once nothing about the command will change any more. */
export function isSettled(state: CommandState): boolean {
  return SETTLED.includes(state);
}

/** Throws UnlawfulMove, naming what would be lawful. */
export function assertLawful(from: CommandState, to: CommandState): void {
  const { mayGoTo } = COMMAND_MOVES[from];
  if (mayGoTo.includes(to)) return;
  const allowed = mayGoTo.length === 0 ? 'it is settled and goes nowhere' : `allowed are ${mayGoTo.join(', ')}`;
  throw new UnlawfulMove(`A command cannot go from ${from} to ${to}: ${allowed}.`);
}
