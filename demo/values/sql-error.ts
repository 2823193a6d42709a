// The one error the demo server shows to a client: SQL Server's number, class, state and words.

/** Severity by number where it is not 16, as sys.messages lists it. */
const CLASSES: Readonly<Record<number, number>> = {
  102: 15,
  105: 15,
  137: 15,
  156: 15,
  1033: 15,
  195: 15,
  174: 15,
  189: 15,
  148: 15,
  1205: 13,
  229: 14,
  2601: 14,
  2627: 14,
  18456: 14,
  4060: 11,
  701: 17,
  9002: 17,
  40501: 20,
};

export interface SqlErrorDetail {
  readonly class?: number;
  readonly state?: number;
  readonly procedure?: string;
}

/** An error as SQL Server raises it. */
export class SqlError extends Error {
  readonly class: number;
  readonly state: number;
  readonly procedure: string;

  constructor(
    readonly number: number,
    message: string,
    detail: SqlErrorDetail = {},
  ) {
    super(message);
    this.name = 'SqlError';
    this.class = detail.class ?? CLASSES[number] ?? 16;
    this.state = detail.state ?? 1;
    this.procedure = detail.procedure ?? '';
  }

  /** The same error raised inside a procedure, unless one is named already. */
  within(procedure: string): SqlError {
    if (this.procedure !== '') return this;
    return new SqlError(this.number, this.message, { class: this.class, state: this.state, procedure });
  }
}

/** Thrown where a request was cancelled; it answers nothing by itself. */
export class Cancelled extends Error {}
