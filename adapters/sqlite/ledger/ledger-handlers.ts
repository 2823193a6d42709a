// The ledger's side of the writer thread: one handler per operation, statements prepared once.
// It must never answer from anything but the transaction that is open.
import type { DatabaseSync } from 'node:sqlite';
import type { DigestFilter } from '../store/digest-filter.js';
import { handle, type Handlers } from '../store/operation.js';
import { commandAppender } from './append-command.js';
import { commandClaimer } from './claim-commands.js';
import { commandHolder, commandReleaser } from './hold-commands.js';
import { APPEND, CLAIM, HOLD, MOVE, RELEASE } from './ledger-operations.js';
import { commandMover } from './move-command.js';
import { rememberMarks } from './mark.js';
import type { CommandRows } from './stored-command.js';

/** Handlers over one writing connection. */
export function ledgerHandlers(database: DatabaseSync, rows: CommandRows, knownMarks: DigestFilter): Handlers {
  rememberMarks(database, knownMarks);
  return new Map([
    handle(APPEND, commandAppender(database, knownMarks)),
    handle(CLAIM, commandClaimer(database, rows)),
    handle(MOVE, commandMover(database, rows)),
    handle(HOLD, commandHolder(database, rows)),
    handle(RELEASE, commandReleaser(database, rows)),
  ]);
}
