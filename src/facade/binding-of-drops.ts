// How a writing operation is realised as a record of a file that the ERP's batch job takes in. Frozen data, adapters may
// read it. It must never decide what a caller may send; that is contract.ts.
import type { CommandValue, Refusal } from './binding-of-values.js';
import type { VerifyBinding } from './binding-of-verification.js';
import type { CodeRow } from './binding.js';
import type { FieldType } from './contract.js';

/** Encodings of files, as the Encoding Standard or IBM names them. */
export type FileEncoding =
  | 'utf-8'
  | `windows-${'1250' | '1251' | '1252' | '1253' | '1254' | '1255' | '1256' | '1257' | '1258'}`
  | `iso-8859-${'1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '13' | '14' | '15' | '16'}`
  | 'cp037'
  | 'cp1047';

/** Dates in files: digits only, or with separators. */
export type FileDateFormat = 'yyyymmdd' | 'yymmdd' | 'ddmmyyyy' | 'yyyy-mm-dd' | 'dd.mm.yyyy' | 'dd/mm/yyyy';

/** One piece of a file name, a header, a trailer or an attribute of the root. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** The civil day on which the batch was sealed, in the layout's zone. */
  | { readonly kind: 'date'; readonly format: FileDateFormat }
  /** Padded with zeros to `width`; without it as many digits as it has. */
  | { readonly kind: 'sequence'; readonly width?: number }
  /** Records in the file. */
  | { readonly kind: 'count'; readonly width?: number }
  /** Exact sum of a decimal or integer field over all records; `lines.quantity` sums a list. Point as separator. */
  | { readonly kind: 'total'; readonly field: string; readonly width?: number }
  /** The file's name; in names of done markers and acknowledgements only. */
  | { readonly kind: 'file' };

export type Template = readonly TemplatePart[];

/** How a canonical value becomes text in a record. The kinds belong to the field types of the same names. */
export type RecordText =
  /** As it is. */
  | { readonly kind: 'text' }
  /** `point`, `comma`, or `implied`: the digits alone, the scale being agreed. `signed` puts a minus before, else negatives are refused. */
  | { readonly kind: 'number'; readonly decimal: 'point' | 'comma' | 'implied'; readonly signed: boolean }
  | { readonly kind: 'date'; readonly format: FileDateFormat }
  /** Civil time in the layout's zone: `yyyymmddhhmmss`, or RFC 3339 in UTC. */
  | { readonly kind: 'instant'; readonly format: 'yyyymmddhhmmss' | 'rfc3339' }
  | { readonly kind: 'time'; readonly format: 'hhmmss' | 'hh:mm:ss' }
  | { readonly kind: 'flags'; readonly whenTrue: string; readonly whenFalse: string }
  /** One part of a composite key or field, counted from 0: what stands between the separators. */
  | { readonly kind: 'part'; readonly part: number; readonly separator: string }
  /** One legacy code per word: the row with `write` where several mean the same. Rows have one code each. */
  | { readonly kind: 'codes'; readonly rows: readonly CodeRow[] };

/** One value in a record. */
export interface RecordItem {
  /** Of csv its column's name, of xml its attribute's or element's; of fixed-width a name for messages. */
  readonly name: string;
  readonly value: CommandValue;
  /** The field's type; undefined for the command's id and constants, and text for keys. */
  readonly type: FieldType | undefined;
  readonly text: RecordText;
  readonly place: RecordPlace;
  /** What stands in the record for an optional field that was left out, and for null; absent: refused with 422. */
  readonly absent?: string;
  readonly null?: string;
}

/** Where a value stands. */
export type RecordPlace =
  /** `at` counts bytes from 1 in the file's encoding. */
  | {
      readonly kind: 'fixed-width';
      readonly at: number;
      readonly width: number;
      readonly pad: 'left' | 'right';
      /** One character; the default is a blank, `0` suits numbers. */
      readonly fill: string;
    }
  /** In the order of the columns. `maxLength` counts characters. */
  | { readonly kind: 'column'; readonly maxLength?: number }
  | { readonly kind: 'attribute'; readonly maxLength?: number }
  | { readonly kind: 'element'; readonly maxLength?: number };

/** Records of a child list: lines of their own behind the record's line, or nested elements in xml. */
export interface RecordList {
  readonly child: string;
  readonly record: readonly RecordItem[];
  /** Of xml. */
  readonly element?: string;
}

/** How a file is put together. */
export type LayoutFormat =
  | {
      readonly kind: 'csv';
      /** One character: `;`, `,`, tab or `|`. */
      readonly delimiter: string;
      /** `never`: a value that needs quotes is refused. `needed`: RFC 4180. */
      readonly quote: 'never' | 'needed' | 'always';
      /** Whether the first line names the columns. */
      readonly columnRow: boolean;
    }
  /** All lines are `width` bytes long, or as long as they are where it is undefined. */
  | { readonly kind: 'fixed-width'; readonly width: number | undefined }
  | {
      readonly kind: 'xml';
      readonly root: string;
      readonly rootAttributes: readonly { readonly name: string; readonly value: Template }[];
      readonly element: string;
    };

/** Numbers of files, per layout: each once, none left out. */
export interface SequenceRule {
  readonly from: number;
  readonly to: number;
  /** What comes after `to`: `restart` at `from`, or nothing: batches park until the facade says otherwise. */
  readonly wrap: 'refuse' | 'restart';
}

/** How the ERP's batch job takes a file in and what it says of it. */
export interface Layout {
  readonly name: string;
  readonly format: LayoutFormat;
  readonly encoding: FileEncoding;
  readonly newline: 'crlf' | 'lf' | 'none';
  /** IANA zone of dates and times in names and records. */
  readonly timezone: string;
  /** Deterministic per batch, so that a second file of the same batch would have the same name. */
  readonly fileName: Template;
  readonly sequence: SequenceRule;
  readonly header?: Template;
  readonly record: readonly RecordItem[];
  readonly lists: readonly RecordList[];
  readonly trailer?: Template;
  /** Name of an empty file written after the file. */
  readonly done?: Template;
  readonly acknowledgement: Acknowledgement;
}

/** What a record of an acknowledgement says. */
export type AcknowledgedResult = 'applied' | 'refused';

/** How a record of an acknowledgement is told to belong to a command. */
export type AcknowledgementMatch =
  | 'command'
  | 'file-and-line'
  /** The value of `businessKey`, within the batch. */
  | 'business-key'
  /** One result for the whole file. */
  | 'file'
  /** Only refusals are told; silence means applied once the file was taken in and `settlesMs` have passed. */
  | 'errors-only';

/** What a refusal means whose reason the facade does not list: the ERP's own words are shown, or this text. */
export const NOT_ACCEPTED: Refusal = Object.freeze({
  reason: 'not-accepted',
  text: 'The ERP did not accept the record.',
});

/** Where a member of an acknowledgement's record stands: a column from 1, bytes from 1, or a name in xml. */
export type AcknowledgementPlace =
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'bytes'; readonly at: number; readonly width: number }
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'element'; readonly name: string };

/** `none`: nothing comes back; settled by verify. */
export type Acknowledgement =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'file';
      readonly match: AcknowledgementMatch;
      /** Name of the file; its date and sequence tell the batch. */
      readonly fileName: Template;
      readonly encoding: FileEncoding;
      readonly format:
        | { readonly kind: 'csv'; readonly delimiter: string }
        | { readonly kind: 'fixed-width' }
        | { readonly kind: 'xml'; readonly element: string };
      /** Lines to leave out at the start and at the end, of csv and fixed-width. */
      readonly skip: { readonly first: number; readonly last: number };
      readonly places: AcknowledgementPlaces;
      /** Of business-key: the input's field, or `$key`, whose text in the record is given back. */
      readonly businessKey?: string;
      /** Codes of the ERP and what they mean. */
      readonly results: ReadonlyMap<string, AcknowledgedResult>;
      /** Refusals by the code at `places.reason`; one that is not listed is told with the ERP's message. */
      readonly reasons: ReadonlyMap<string, Refusal>;
      /** Results by name that come with an applied record. */
      readonly outputs: readonly { readonly result: string; readonly place: AcknowledgementPlace }[];
      /** An alarm and a look after this long without one; in milliseconds. Never a second file. */
      readonly overdueMs: number;
      /** Of errors-only, in milliseconds. */
      readonly settlesMs?: number;
    };

/** Which member stands where; what is absent is not told. */
export interface AcknowledgementPlaces {
  readonly command?: AcknowledgementPlace;
  readonly line?: AcknowledgementPlace;
  readonly key?: AcknowledgementPlace;
  readonly result?: AcknowledgementPlace;
  readonly reason?: AcknowledgementPlace;
  readonly message?: AcknowledgementPlace;
}

/** When a batch is closed: whichever comes first. */
export interface BatchRule {
  /** Milliseconds from the first record. */
  readonly everyMs: number;
  readonly records: number;
}

/** A record in a file that the ERP's batch job takes in. A layout belongs to one operation. */
export interface DropBinding {
  readonly kind: 'drop';
  readonly channel: string;
  readonly layout: Layout;
  readonly batch: BatchRule;
  /** Asked where nothing comes back, or when what should come back is overdue. */
  readonly verify?: VerifyBinding;
}

/** Where files lie at the server; absolute or relative to the login's home, without a trailing slash. */
export interface DropFolders {
  readonly inbox: string;
  /** Where the batch job puts files it has taken in. */
  readonly archive?: string;
  readonly acknowledgements?: string;
  /** Where the gateway puts acknowledgements it has read. Default: `<acknowledgements>/read`. */
  readonly read?: string;
}

/**
 * What a server lets the gateway do. `check --live` probes it. Each thing that is missing weakens what can be promised:
 * without `list` and `read` a file cannot be looked at again, without `renameNoOverwrite` the name is no fence, without
 * `archive` a file that is gone from the inbox proves nothing.
 */
export interface DropCapabilities {
  readonly list: boolean;
  readonly read: boolean;
  /** A plain rename that fails when the target exists. */
  readonly renameNoOverwrite: boolean;
  /** The batch job moves each file from the inbox to the archive in one step. */
  readonly archive: boolean;
}
