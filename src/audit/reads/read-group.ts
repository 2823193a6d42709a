// A read of sensitive fields as it is told of, and reads that are told of together.
// It must never hold a value of a record, besides a key that may be shown.

/** One answer with sensitive fields in it. */
export interface SensitiveRead {
  /** Id of the client. */
  readonly client: string;
  readonly operation: string;
  /** `customers` of a list, `customers/C10001` of one record; the key is masked where it is sensitive itself. */
  readonly subject: string;
  /** Names of the sensitive fields in the answer or among its filters, separated by commas. */
  readonly fields: string;
  readonly records: number;
  readonly address?: string;
  readonly correlationId: string;
}

/** Reads alike, the first of them in full. */
export interface ReadGroup {
  readonly read: SensitiveRead;
  /** When the first one came, in milliseconds since the epoch. */
  readonly since: number;
  /** Names of the fields of all of them. */
  fields: string;
  reads: number;
  records: number;
}

/** A group of one. */
export function readGroupOf(read: SensitiveRead, since: number): ReadGroup {
  return { read, since, fields: read.fields, reads: 1, records: read.records };
}

/** Adds to a group what is told of together with it. */
export function join(
  group: ReadGroup,
  { fields, reads, records }: Pick<ReadGroup, 'fields' | 'reads' | 'records'>,
): void {
  if (fields !== group.fields) group.fields = united(group.fields, fields);
  group.reads += reads;
  group.records += records;
}

function united(one: string, other: string): string {
  return [...new Set([...one.split(','), ...other.split(',')])].join(',');
}
