// What an acknowledgement said, record by record. Frozen data.
// It must never hold a control character of the ERP's.
import type { Refusal } from '../../facade/binding-of-commands.js';
import type { AcknowledgedResult } from '../../facade/binding-of-drops.js';

/** One result. Texts are without blanks at their ends; what the record does not tell is left out. */
export interface AcknowledgedRecord {
  readonly kind: 'record';
  /** Its line in the acknowledgement, from 1, left-out lines included; of xml the record's number from 1. */
  readonly line: number;
  /** What stands where the command's id belongs; nobody has looked whether there is such a command. */
  readonly command?: string;
  /** The line (of xml the number) of the member's record in the file that is acknowledged. */
  readonly memberLine?: number;
  /** The text of the business key. */
  readonly key?: string;
  /** What the ERP's code means; undefined for a code that the layout does not list. */
  readonly result: AcknowledgedResult | undefined;
  /** The ERP's code; empty where the layout has no place for one. */
  readonly code: string;
  /** The ERP's code at the place of the reason. */
  readonly reason?: string;
  /** What the facade makes of that reason. */
  readonly refusal?: Refusal;
  /** The ERP's words in one line: no control characters, at most 300 characters. */
  readonly message?: string;
  /** Texts by result name, as they stand; empty ones are left out. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** Something in an acknowledgement that is no record of its layout. */
export interface UnreadableRecord {
  readonly kind: 'unreadable';
  readonly line: number;
  /** What is wrong, for people; repeats nothing of the record. */
  readonly detail: string;
}
