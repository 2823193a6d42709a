// What a query of the audit trail asks of the table, as SQL with its values.
// It must never put a value into the text.
import type { AuditQuery } from '../../../src/audit/audit-log.port.js';

/** A query between two places, newest first. */
export interface Search {
  /** Takes the values, then the lowest place (included), the highest (not), and the limit. */
  readonly sql: string;
  readonly values: readonly string[];
  /** True when an index finds exactly what is asked for, so that nothing is read in vain. */
  readonly exact: boolean;
}

/** Few entries share a subject; entries about accepted commands are nearly all there are, so no index is needed. */
function indexFor({ action, subject }: AuditQuery): string {
  if (subject !== undefined) return 'INDEXED BY audit_by_subject';
  return action === undefined || action === 'command.accept' ? '' : 'INDEXED BY audit_by_action';
}

/** The search for a query. */
export function searchOf(query: AuditQuery): Search {
  const { action, subject, outcome, correlationId, actor, from, to } = query;
  const indexed = given({ 'action = ?': action, 'subject = ?': subject });
  const read = given({
    "entry ->> '$.outcome' = ?": outcome,
    "entry ->> '$.correlationId' = ?": correlationId,
    "entry ->> '$.actor.kind' = ?": actor?.kind,
    "entry ->> '$.actor.id' = ?": actor?.id,
    "entry ->> '$.at' >= ?": from,
    "entry ->> '$.at' < ?": to,
  });
  const index = indexFor(query);
  const sparse = index.includes('audit_by_action') ? ["action <> 'command.accept'"] : [];
  const conditions = [...sparse, ...[...indexed, ...read].map(([text]) => text), 'place >= ?', 'place < ?'];
  return {
    sql: `SELECT place, entry FROM audit ${index} WHERE ${conditions.join(' AND ')} ORDER BY place DESC LIMIT ?`,
    values: [...indexed, ...read].map(([, value]) => value),
    exact: read.length === 0 && !(action !== undefined && subject !== undefined),
  };
}

function given(conditions: Readonly<Record<string, string | undefined>>): readonly (readonly [string, string])[] {
  return Object.entries(conditions).flatMap(([text, value]) => (value === undefined ? [] : [[text, value] as const]));
}
