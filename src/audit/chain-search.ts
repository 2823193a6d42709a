// Whether an entry is one that was asked for. It must agree with whatever a store answers from its indexes.
import type { AuditQuery, StoredAuditEntry } from './audit-log.port.js';

/** True when every member of the query that is there holds; the limit is the business of the caller. */
export function isAskedFor(query: AuditQuery, { place, entry }: StoredAuditEntry): boolean {
  const { actor, from, to, before } = query;
  return (
    agrees(query, entry) &&
    (actor === undefined || (actor.id === entry.actor.id && (actor.kind ?? entry.actor.kind) === entry.actor.kind)) &&
    (from === undefined || entry.at >= from) &&
    (to === undefined || entry.at < to) &&
    (before === undefined || place < before)
  );
}

function agrees(query: AuditQuery, entry: StoredAuditEntry['entry']): boolean {
  const names = ['action', 'subject', 'outcome', 'correlationId'] as const;
  return names.every((name) => query[name] === undefined || query[name] === entry[name]);
}
