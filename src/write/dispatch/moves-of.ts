// Writes the moves the gateway makes on its own account. It must never make a move; the journal does.
import type { Command, CommandState, Json } from '../command.js';
import { GATEWAY } from '../command-after-move.js';
import type { Move } from '../ledger.port.js';

/** What a move brings besides its new state. */
export type Brings = Pick<Move, 'leaseUntil' | 'notBefore' | 'result' | 'refusal' | 'parkedReason'> & {
  readonly evidence?: Json;
};

/** A move of the gateway from where the command stands. */
export function moveOf(command: Command, to: CommandState, at: string, brings: Brings = {}): Move {
  const { evidence, ...rest } = brings;
  return {
    id: command.id,
    from: command.state,
    fence: command.fence,
    to,
    entry: {
      ...{ at, state: to, by: GATEWAY },
      ...(rest.parkedReason !== undefined && { reason: rest.parkedReason }),
      ...(evidence !== undefined && { evidence }),
    },
    ...rest,
  };
}
