// The port to the marks that say which lanes may have statements at the ERP, so that the next process knows what a dead one
// left behind.

/** A mark that was found. */
export interface BusyMark {
  /** The source. */
  readonly lane: string;
  /** How long a statement of that time may run on after its process has died, in milliseconds. */
  readonly mayRunMs: number;
}

/** Keeps one mark per lane at most. */
export abstract class BusyLanes {
  /** Marks that are there. Rejects, naming the place, for what cannot be read. */
  abstract load(): Promise<readonly BusyMark[]>;
  /** When it resolves the mark is on disk. */
  abstract mark(mark: BusyMark): Promise<void>;
  /** Takes the mark away where there is one. After a power cut it may be there again. */
  abstract clear(lane: string): Promise<void>;
}
