// What goes into a record of a file, and what the record looks like. Frozen data.
// It must never hold a value that the layout refused.

/** A value of a body in its JSON form. */
export type InputValue =
  string | number | boolean | null | readonly InputValue[] | { readonly [name: string]: InputValue };

/** The parts of a command that a layout may refer to. */
export interface RecordSource {
  /** The command's id. */
  readonly id: string;
  /** The key in the address, of changes and actions. */
  readonly key: string | undefined;
  /** The body, as the input schema accepted it. */
  readonly input: InputValue;
}

/** One command's record as text, ready to stand in a file of its layout. */
export interface RecordImage {
  /** Lines without their ends: the record's own, then those of its lists. Of xml one piece. */
  readonly lines: readonly string[];
  /** By field what the record adds to the file's totals, in units of the field's last fraction digit. */
  readonly totals: ReadonlyMap<string, bigint>;
  /** The text of the business key, where acknowledgements are matched by it. */
  readonly businessKey?: string;
}

/** The records of one file, in order, with the number and the civil day that are its own. */
export interface FileContents {
  readonly sequence: number;
  /** Civil day in the layout's zone, `2026-12-01`. */
  readonly date: string;
  readonly images: readonly RecordImage[];
}

/** A whole file. */
export interface RenderedFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly doneName?: string;
  readonly acknowledgementName?: string;
  /** By record its first line from 1, header and column row included; of xml the record's number from 1. */
  readonly lines: readonly number[];
}
