// The Date the driver is given for a date or time parameter: one that has no zone, wherever this machine stands.

/**
 * A Date whose local fields are its UTC fields. The driver writes the UTC fields but checks the range of a value by the
 * local year, so that 9999-12-31T23:59:59 would be out of range east of Greenwich; and it notes the machine's offset in
 * a datetimeoffset, which is to be 0 here.
 */
export class CivilDate extends Date {
  /** The part below the millisecond in seconds; the driver reads it under this name and writes `nanosecondsDelta`. */
  readonly nanosecondDelta: number;

  constructor(milliseconds: number, ticksBelowMs: number) {
    super(milliseconds);
    this.nanosecondDelta = ticksBelowMs / 10_000_000;
  }

  override getFullYear(): number {
    return this.getUTCFullYear();
  }

  override getMonth(): number {
    return this.getUTCMonth();
  }

  override getDate(): number {
    return this.getUTCDate();
  }

  override getTimezoneOffset(): number {
    return 0;
  }
}
