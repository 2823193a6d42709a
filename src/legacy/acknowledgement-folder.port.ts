// The port to the folder in which the ERP's batch job says what became of records.

/** A file in the folder. */
export interface FoundFile {
  readonly name: string;
  readonly size: number;
  /** Epoch milliseconds; 0 where the server does not say. */
  readonly modifiedAt: number;
}

/** Lists, reads and puts away. Every failure is a ChannelFault. */
export abstract class AcknowledgementFolder {
  /** Plain files in the folder, in no order; names that leave the folder are left out. */
  abstract list(signal: AbortSignal): Promise<readonly FoundFile[]>;
  /** The file's bytes in pieces, never whole in memory. Throws when it ends before `size` bytes or goes on behind them. */
  abstract read(file: FoundFile, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /**
   * Moves a file that was read to the folder of those. Where one of that name is there already, both are kept: this one
   * gets a number.
   */
  abstract putAway(name: string, signal: AbortSignal): Promise<void>;
}
