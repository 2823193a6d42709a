// Claims: what ran out is taken back first, then those whose turn and time it is are leased, oldest first.
// It must never look through settled or waiting commands to find them.
import type { DatabaseSync } from 'node:sqlite';
import type { Command } from '../../../src/write/command.js';
import { claimEnded, claimLeased, claimRenewed } from '../../../src/write/command-claim.js';
import { momentOf } from '../../../src/write/command-order.js';
import type { ClaimRequest } from '../../../src/write/ledger.port.js';
import type { CommandRows, StoredCommand } from './stored-command.js';

/** Most waiting commands that come due in one claim: an opening gate must not hold up the commits of others. */
const MOST_RIPENED = 1000;

const RIPEN = `
UPDATE command SET due_at = 0 WHERE seq IN (
  SELECT seq FROM command INDEXED BY command_waiting
  WHERE channel = ? AND in_flight = 0 AND due_at > 0 AND due_at <= ? ORDER BY due_at LIMIT ${MOST_RIPENED})`;

const EXPIRED = `
SELECT seq FROM command INDEXED BY command_leased
WHERE channel = ? AND in_flight = 1 AND due_at <= ? ORDER BY due_at, seq LIMIT ?`;

const READY = `
SELECT seq FROM command INDEXED BY command_ready
WHERE channel = ? AND turn = 1 AND in_flight = 0 AND due_at = 0 ORDER BY seq LIMIT ?`;

/** Prepares the statements once. */
export function commandClaimer(
  database: DatabaseSync,
  rows: CommandRows,
): (request: ClaimRequest) => readonly Command[] {
  const ripen = database.prepare(RIPEN);
  const selectExpired = database.prepare(EXPIRED);
  const selectReady = database.prepare(READY);

  const recover = (stored: StoredCommand, request: ClaimRequest): Command | undefined => {
    const { command, entries, leaseUntil } =
      stored.command.state === 'unknown' ? claimRenewed(stored.command, request) : claimEnded(stored.command, request);
    const now = rows.rewrite({ ...stored, command, leaseUntil }, entries);
    return now.state === 'unknown' ? now : undefined;
  };
  const lease = (stored: StoredCommand, request: ClaimRequest): Command => {
    const { command, entries, leaseUntil } = claimLeased(stored.command, request);
    return rows.rewrite({ ...stored, command, leaseUntil }, entries);
  };

  return (request) => {
    const now = momentOf(request.now);
    ripen.run(request.channel, now);
    const expired = selectExpired.all(request.channel, now, request.most).map(({ seq }) => rows.bySeq(Number(seq)));
    const unknown = expired.flatMap((stored) => recover(stored, request) ?? []);
    const ready = selectReady.all(request.channel, request.most - unknown.length);
    return [...unknown, ...ready.map(({ seq }) => lease(rows.bySeq(Number(seq)), request))];
  };
}
