// What the ERP itself wrote down about statements, in the words in which proofs talk about it.
import { rest } from './crowd.js';
import type { RecordedStatement, RunningErp } from '../../support/running/running-erp.js';

/** Statements at one view, told by a part of their text. */
export async function statementsAt(erp: RunningErp, part: string): Promise<readonly RecordedStatement[]> {
  return (await erp.statements()).filter(({ text }) => text.includes(part));
}

/** How often statements came again that differ in nothing, not even in what they ask for. */
export function repeatedOf(statements: readonly RecordedStatement[]): number {
  const different = new Set(statements.map(({ text, parameters }) => JSON.stringify([text, parameters])));
  return statements.length - different.size;
}

/** How many of them began in a stretch of time, epoch milliseconds. */
export function begunIn(statements: readonly RecordedStatement[], from: number, to: number): number {
  return statements.filter(({ start }) => start >= from && start < to).length;
}

const LOOK_MS = 200;
const LONGEST_MS = 120_000;

/** Waits for a condition that is dear to look at, such as one about the whole log of the ERP. */
export async function seldom(what: string, look: () => Promise<boolean>, ms = LONGEST_MS): Promise<void> {
  const end = performance.now() + ms;
  while (!(await look())) {
    if (performance.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`);
    await rest(LOOK_MS);
  }
}
