// Texts that may repeat what a caller sent, kept where they can be erased for good (see schema-of-wording.ts).
// It must never put such a text anywhere else.
import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '../../../src/write/command.js';
import { type Row, textOrNone } from '../store/row.js';

/** Members that were taken out of rows of commands, of their histories, and of review items. */
export interface Words {
  readonly refusalText?: string | undefined;
  readonly parkedReason?: string | undefined;
  readonly reason?: string | undefined;
  readonly evidence?: Json | undefined;
  readonly detail?: string | undefined;
}

/** Keeps words for a command, or for none; returns where they are, null when there are none to keep. */
export type KeepWords = (command: number | null, words: Words) => number | null;

/** Prepares the statement once. */
export function wordKeeper(database: DatabaseSync): KeepWords {
  const insert = database.prepare('INSERT INTO wording (command, text) VALUES (?, ?)');
  return (command, words) => {
    if (Object.values(words).every((word) => word === undefined)) return null;
    return Number(insert.run(command, JSON.stringify(words)).lastInsertRowid);
  };
}

/** The words of a row that was read together with its wording; none when they were erased. */
export function wordsOf(row: Row): Words {
  const text = textOrNone(row, 'wording');
  return text === undefined ? {} : (JSON.parse(text) as Words);
}
