// Holds what waits in a channel, and lets go of it before its time, a bounded number at once.
// It must never look through commands of other channels, or settled ones, to find them.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Command } from '../../../src/write/command.js';
import { type Held, holdAccepted, releaseHeld } from '../../../src/write/command-hold.js';
import type { HoldRequest, ReleaseRequest } from '../../../src/write/ledger.port.js';
import { entryWith } from '../../../src/audit/chain-entry.js';
import { auditTeller } from '../audit/append-audit.js';
import type { CommandRows } from './stored-command.js';

const SELECT_READY = `
SELECT seq FROM command INDEXED BY command_ready
WHERE channel = ? AND turn = 1 AND in_flight = 0 AND due_at = 0 AND state = 'accepted' ORDER BY seq LIMIT ?`;

const SELECT_BEHIND = `
SELECT seq FROM command INDEXED BY command_behind
WHERE channel = ? AND turn = 0 AND state = 'accepted' ORDER BY seq LIMIT ?`;

const SELECT_HELD = `
SELECT seq FROM command INDEXED BY command_waiting
WHERE channel = ? AND in_flight = 0 AND due_at > 0 AND state = 'held' ORDER BY due_at, seq LIMIT ?`;

/** Prepares the statements once. */
export function commandHolder(database: DatabaseSync, rows: CommandRows): (request: HoldRequest) => number {
  const [ready, behind] = [database.prepare(SELECT_READY), database.prepare(SELECT_BEHIND)];
  return (request) => {
    const hold = (command: Command): Held => holdAccepted(command, request);
    const begun = change(rows, found(ready, request), hold);
    const more = found(behind, { ...request, most: request.most - begun });
    return begun + change(rows, more, hold);
  };
}

/** Prepares the statements once. */
export function commandReleaser(database: DatabaseSync, rows: CommandRows): (request: ReleaseRequest) => number {
  const held = database.prepare(SELECT_HELD);
  const tell = auditTeller(database);
  return (request) => {
    const released = change(rows, found(held, request), (command) => releaseHeld(command, request));
    if (request.audit !== undefined && released > 0) tell(entryWith(request.audit, { released }));
    return released;
  };
}

function found(select: StatementSync, { channel, most }: Pick<HoldRequest, 'channel' | 'most'>): readonly number[] {
  return select.all(channel, most).map(({ seq }) => Number(seq));
}

function change(rows: CommandRows, seqs: readonly number[], how: (command: Command) => Held): number {
  for (const seq of seqs) {
    const stored = rows.bySeq(seq);
    const { command, entry } = how(stored.command);
    rows.rewrite({ ...stored, command, leaseUntil: undefined }, [entry]);
  }
  return seqs.length;
}
