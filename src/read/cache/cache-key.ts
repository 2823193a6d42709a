// Under which name an answer is kept: the plan of the read in one canonical text, and what its asker may see.
// It must never be the same for two plans or two permissions, nor depend on how a plan was written in a query.
import { boundField } from '../plan/prepared-read.js';
import type { PlannedGet, PlannedList, PlannedRead } from '../plan/planned-read.js';
import type { ReadQuestion } from '../read-request.js';

/**
 * The key. What stands before the line end is the plan, which has none in it. A list is told apart by what its cursors
 * are bound to, which is its filters, fields and order, and by its size, its count and its place.
 */
export function cacheKey(planned: PlannedRead, permission: string): string {
  return `${planned.kind === 'list' ? listKey(planned) : getKey(planned)}\n${permission}`;
}

function listKey({ bound, plan, asked }: PlannedList): string {
  return `${bound} ${plan.limit} ${asked.count} ${asked.after ?? ''}`;
}

function getKey({ read, asked, key }: PlannedGet): string {
  const fields = asked.fields === undefined ? null : [...new Set(asked.fields)].sort();
  return JSON.stringify([read.version, read.operation.id, key, fields]);
}

/** A question in the words it was put in; two that are worded alike have the same key. */
export function wordingOf({ version, operation, query, key = '' }: ReadQuestion, permission: string): string {
  return `${permission.length} ${permission}${version} ${operation} ${query.length} ${query}${key}`;
}

/** Whether an answer must not be kept, because of what it shows or of what was asked by. */
export function isNeverKept({ read, plan, asked }: PlannedRead): boolean {
  if (plan.selection.neverCached) return true;
  const named = [...asked.filters, ...asked.sort].map(({ field }) => boundField(read.fields, field));
  return named.some(({ field }) => field.neverCached === true);
}
