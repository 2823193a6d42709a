// The text of an audit entry: what is stored, and what a chain of digests goes over.
// It must never change for an entry that has been stored: members have a fixed order, absent ones are left out.
import type { AuditEntry } from './audit-entry.js';

/** The entry as one line of JSON. The same entry always has the same text, whatever order its members came in. */
export function auditText(entry: AuditEntry): string {
  const { at, actor, action, subject, outcome, address, correlationId, reason, detail } = entry;
  const { kind, id } = actor;
  return JSON.stringify({
    ...{ at, actor: { kind, id }, action, subject, outcome, address, correlationId, reason },
    detail: detail && sorted(detail),
  });
}

/** The entry of a text made here. */
export function auditEntryOf(text: string): AuditEntry {
  return JSON.parse(text) as AuditEntry;
}

/** An entry about something that was not done after all. */
export function refusedEntry(entry: AuditEntry): AuditEntry {
  return { ...entry, outcome: 'refused' };
}

/** Numbers by name. */
type NumbersOf<Counts> = { readonly [Name in keyof Counts]: number };

/** An entry with more to tell: counts that only the store knows. */
export function entryWith<Counts extends object>(entry: AuditEntry, counts: NumbersOf<Counts>): AuditEntry {
  return { ...entry, detail: { ...entry.detail, ...counts } };
}

function sorted(detail: NonNullable<AuditEntry['detail']>): NonNullable<AuditEntry['detail']> {
  return Object.fromEntries(Object.entries(detail).sort(([one], [other]) => (one < other ? -1 : 1)));
}
