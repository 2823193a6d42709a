// What one of the batch job's programs is: which files it takes in, how it reads one, what it does with a record, and what
// it writes back. Programs know nothing of folders, faults or transactions.
import type { EffectKind } from '../effects/note-effect.js';
import type { ProcedureContext } from '../engine/definition.js';

/** A record of a file. */
export interface FileRecord {
  /** Of its first line, from 1, header and column row included; in XML the number of the record. */
  readonly line: number;
  /** The caller's own reference. */
  readonly reference: string;
}

/** What became of a record: applied under a key, or refused with a code and a text. */
export type RecordResult =
  | { readonly applied: true; readonly key: string }
  | { readonly applied: false; readonly key: string; readonly code: string; readonly message: string };

/** A record's result as it is kept until the acknowledgement is written. */
export type Acknowledged = FileRecord & RecordResult;

/** Date and number in a file's name, as text and as they are. */
export interface FileNumber {
  /** `20261201` */
  readonly date: string;
  /** Five digits. */
  readonly digits: string;
  readonly sequence: number;
}

/** A file that cannot be taken in as a whole, with everything that is wrong with it. */
export class FileFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('; '));
  }
}

/** One program. */
export interface JobProgram<R extends FileRecord = FileRecord> {
  /** Its name: AMDIN, CUSIN, STKIN. */
  readonly name: string;
  /** What its records bring about. */
  readonly effect: EffectKind;
  /** Names of its files; the groups are the date and the number. */
  readonly files: RegExp;
  /** Whether it leaves a file alone until an empty one named like it with `.OK` behind is there. */
  readonly waitsForMarker: boolean;
  /** Reads a whole file. Throws FileFault. */
  read(bytes: Buffer, number: FileNumber): readonly R[];
  /** Applies one record inside a transaction, `at` milliseconds since 1970; a refusal has changed nothing. */
  apply(ctx: ProcedureContext, record: R, at: number): Promise<RecordResult>;
  /** Name of the file that acknowledges one of its files. */
  acknowledgementName(number: FileNumber): string;
  /** The bytes of an acknowledgement. */
  acknowledge(results: readonly Acknowledged[], file: string): Buffer;
}

/** The date and number in a name that fits the program; undefined for any other name. */
export function numberOf({ files }: Pick<JobProgram, 'files'>, name: string): FileNumber | undefined {
  const [, date, digits] = files.exec(name) ?? [];
  return date === undefined || digits === undefined ? undefined : { date, digits, sequence: Number(digits) };
}
