// One look at a folder of acknowledgements, as those see it who wait for what may lie there.

/** What the folder of acknowledgements looked like in this round. */
export interface FolderSeen {
  /** Monotonic milliseconds just before it was listed; undefined when it could not be. */
  readonly listedAt: number | undefined;
  /** Files that are there and not dealt with. */
  readonly pending: ReadonlySet<string>;
}
