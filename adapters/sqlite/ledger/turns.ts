// Keeps the turn of each order key where it belongs: with the command under way, else with the oldest that blocks.
// It must never look at more than the first of a key, however many wait.
import type { DatabaseSync } from 'node:sqlite';

/** Passes the turn of one order key on, if it has to. */
export type PassTurn = (orderKey: string) => void;

/** Prepares the statements once. */
export function turnPasser(database: DatabaseSync): PassTurn {
  const first = database.prepare(
    'SELECT seq, turn FROM command INDEXED BY command_queue WHERE order_key = ? AND blocking = 1 ORDER BY in_flight DESC, seq LIMIT 1',
  );
  const takeBack = database.prepare('UPDATE command SET turn = 0 WHERE order_key = ? AND turn = 1');
  const give = database.prepare('UPDATE command SET turn = 1 WHERE seq = ?');
  return (orderKey) => {
    const next = first.get(orderKey);
    if (next === undefined || next['turn'] === 1) return;
    takeBack.run(orderKey);
    give.run(next['seq'] ?? null);
  };
}
