// What an answer shows of sensitive fields, for the audit trail.
// It must never name a value: a key that is sensitive itself is masked.
import type { AskedFilter } from '../parse/parse-read.js';
import { boundField } from '../plan/prepared-read.js';
import type { PreparedRead } from '../plan/prepared-read.js';
import type { ReadAnswer } from '../read-request.js';
import type { Records } from './records.js';

const MASK = '***';

/** What was asked: of one record its key, of a list its filters. */
export interface AskedOf {
  readonly key?: string;
  readonly filters?: readonly AskedFilter[];
}

/**
 * The answer, and what is sensitive in it. Whoever filters by a field learns of it
 * which records have the value, or that none has, even where the field is not in the answer.
 */
export function withSensitiveContent(
  answer: ReadAnswer,
  { resource, key: keyField, fields }: PreparedRead,
  { plan, written }: Pick<Records, 'plan' | 'written'>,
  { key, filters = [] }: AskedOf,
): ReadAnswer {
  const asked = filters.filter(({ field }) => boundField(fields, field).field.sensitive);
  const names = united(written === 0 ? '' : plan.selection.sensitive, asked);
  if (names === '') return answer;
  const named = keyField.field.sensitive ? MASK : key;
  const subject = key === undefined ? resource.name : `${resource.name}/${named}`;
  return { ...answer, sensitive: { subject, fields: names, records: written } };
}

function united(shown: string, asked: readonly AskedFilter[]): string {
  if (asked.length === 0) return shown;
  const names = [...(shown === '' ? [] : shown.split(',')), ...asked.map(({ field }) => field)];
  return [...new Set(names)].join(',');
}
