// Whether a write may be accepted although it depends on what its sender has read: looks at the record as his reads show
// it, and keeps the version of it for the ERP to compare.
// It must never accept a write whose condition nobody has looked at, nor ask anything for one without a condition.
import { Problem } from '../../problems/problem.js';
import type { ProblemCode } from '../../problems/problem-codes.js';
import type { RequestFault } from '../../problems/problem.js';
import type { PreparedWrite } from '../prepare/prepared-write.js';
import type { WriteRequest } from '../write-request.js';
import { IF_MATCH } from './if-match.js';
import type { Condition } from './if-match.js';

/** A record as it can be read now. */
export interface PresentRecord {
  /** Strong entity tag, with its quotes. */
  readonly etag: string;
  /** See versionText. Undefined where the row has none. */
  readonly version: string | undefined;
}

/** Shows records as callers read them. */
export abstract class PresentRecords {
  /** As a read of `version` shows it; undefined when there is none. Rejects with the Problem that the read would get. */
  abstract find(sought: SoughtRecord): Promise<PresentRecord | undefined>;
}

/** Which record, and for whom. */
export interface SoughtRecord {
  /** Of the API. */
  readonly version: string;
  readonly resource: string;
  readonly key: string;
  readonly correlationId: string;
}

/** What is wrong with a condition that this operation does not take. */
export function conditionFaults({ binding }: PreparedWrite, condition: Condition | undefined): readonly RequestFault[] {
  if (condition === undefined || binding.comparedBy !== undefined) return [];
  return [{ parameter: IF_MATCH, detail: 'This operation cannot compare entity tags; send it without If-Match.' }];
}

/**
 * Resolves to the version for the ERP to compare, undefined where it compares nothing. Throws precondition-failed when the
 * condition does not hold, and source-unavailable when nobody can tell.
 */
export async function holdTo(
  { operation, binding }: PreparedWrite,
  { version, key = '', correlationId }: WriteRequest,
  condition: Condition | undefined,
  records: PresentRecords | undefined,
): Promise<string | undefined> {
  if (condition === undefined) return undefined;
  if (records === undefined) throw new Problem('internal-error', { internal: 'no records to compare If-Match with' });
  const sought = { version, resource: operation.resource, key, correlationId };
  const record = await records.find(sought).catch(unseen);
  if (record === undefined) throw failed('There is no such record that can be read now.');
  if (condition.kind === 'exists') return undefined;
  if (!condition.tags.includes(record.etag)) throw failed(whyNot(condition));
  if (binding.comparedBy !== 'erp') return undefined;
  if (record.version === undefined) throw new Problem('record-unusable', { internal: 'a row without its version' });
  return record.version;
}

function whyNot({ tags, weak }: Extract<Condition, { kind: 'one-of' }>): string {
  if (tags.length === 0 && weak > 0)
    return 'If-Match holds weak tags only, which never match: take the ETag of a record.';
  return 'The record is not, or not any more, as If-Match says.';
}

function failed(detail: string): Problem {
  return new Problem('precondition-failed', { detail });
}

/** The source may answer again, so the write may come again; everything else the caller must know as it is. */
const FOR_NOW: ReadonlySet<ProblemCode> = new Set(['source-unavailable', 'source-timeout', 'lane-full'] as const);

/** Seconds after which a source that could not be asked may answer again. */
const RETRY_SECONDS = 5;

function unseen(error: unknown): never {
  if (!(error instanceof Problem) || !FOR_NOW.has(error.code)) throw error;
  throw new Problem('source-unavailable', {
    retryAfterSeconds: RETRY_SECONDS,
    detail: 'The record that If-Match is about must be looked at first, and that cannot be done now.',
    internal: `If-Match could not be compared: ${error.message}`,
    cause: error,
  });
}
