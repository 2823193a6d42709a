// A question of a caller, understood: everything about a read that can be known without asking the source.
// It must never throw anything but a Problem.
import { cursorBinding, openCursor } from '../cursor.js';
import type { CursorSeal } from '../cursor.js';
import { parseRead } from '../parse/parse-read.js';
import type { AskedRead } from '../parse/parse-read.js';
import type { ReadQuestion } from '../read-request.js';
import { planGet, planList } from './plan-read.js';
import type { ListPlan, RowsRead } from './plan-read.js';
import type { PreparedRead } from './prepared-read.js';

/** A page that is to be read. */
export interface PlannedList {
  readonly kind: 'list';
  readonly read: PreparedRead;
  readonly asked: AskedRead;
  readonly plan: ListPlan;
  /** What its cursors are bound to; see cursorBinding. */
  readonly bound: string;
}

/** A record that is to be read. */
export interface PlannedGet {
  readonly kind: 'get';
  readonly read: PreparedRead;
  readonly asked: AskedRead;
  readonly plan: RowsRead;
  readonly key: string;
}

export type PlannedRead = PlannedList | PlannedGet;

/** Understands a question, or throws the problem that names every fault of it. */
export function planQuestion(read: PreparedRead, seal: CursorSeal, { query, key = '' }: ReadQuestion): PlannedRead {
  const asked = parseRead(query, read.operation, read.parameters);
  if (read.operation.kind === 'get') return { kind: 'get', read, asked, key, plan: planGet(read, asked, key) };
  const first = planList(read, asked);
  const bound = cursorBinding(read, asked, first.rows.order);
  const plan = asked.after === undefined ? first : planList(read, asked, openCursor(seal, bound, asked.after));
  return { kind: 'list', read, asked, plan, bound };
}
