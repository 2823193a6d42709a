// What controllers need of the write path, and the token they get it by.
import type { Command } from '../../write/command.js';
import type { CommandWithHistory } from '../../write/ledger.port.js';
import type { AcceptedWrite, OwnCommandQuery, WriteRequest } from '../../write/write-request.js';
import type { Handler } from '../add-handler.js';

/** Accepts writes and shows what became of them; throws a Problem where it cannot. */
export interface Writer {
  accept(request: WriteRequest): Promise<AcceptedWrite>;
  settled(id: string, ms: number, signal: AbortSignal): Promise<CommandWithHistory>;
  find(clientId: string, id: string): Promise<CommandWithHistory>;
  list(clientId: string, query: OwnCommandQuery): Promise<readonly Command[]>;
  cancel(clientId: string, id: string): Promise<CommandWithHistory>;
}

/** Nest's injection token of the Writer. */
export const WRITER = Symbol('Writer');

/** A handler of a controller that has a writer. */
export type WriteHandler = Handler<{ readonly writer: Writer }>;
