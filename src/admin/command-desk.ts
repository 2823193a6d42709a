// What the administration listener needs to let operators decide about commands.
import type { Command, Json } from '../write/command.js';
import type { OperatorDesk } from '../write/operators/operator-desk.js';

/** Nest's injection token of the CommandDesk. */
export const COMMAND_DESK = Symbol('CommandDesk');

/** The desk, who may stand at it, and what may be seen of a command's input. */
export interface CommandDesk {
  readonly desk: OperatorDesk;
  /** Operators prove themselves with it, as a Bearer; from a file only the owner of the gateway can read. */
  readonly token: string;
  readonly mask: (command: Command) => Json;
}
