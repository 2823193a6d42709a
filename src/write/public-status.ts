// The statuses a caller can ask for, and which states each stands for.
// It must never say anything that the table of moves does not.
import type { CommandState, PublicStatus } from './command.js';
import { COMMAND_MOVES, publicStatus } from './command-moves.js';

/** Every status, in the order a command may pass through them. */
export const PUBLIC_STATUSES: readonly PublicStatus[] = [
  ...new Set(Object.values(COMMAND_MOVES).map((row) => row.publicStatus)),
];

/** The states behind a status. */
export function statesOf(status: PublicStatus): readonly CommandState[] {
  return (Object.keys(COMMAND_MOVES) as CommandState[]).filter((state) => publicStatus(state) === status);
}
