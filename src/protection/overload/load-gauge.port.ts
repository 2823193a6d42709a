// The port to how much work the process has.

/** Tells how the process is doing. Both answers cost microseconds. */
export abstract class LoadGauge {
  /** By how much the event loop came late on average, in milliseconds, since this was asked before; 0 at first. */
  abstract loopDelayMs(): number;
  /** The share of the memory it may have that it uses: 1 is all of it. */
  abstract memoryShare(): number;
}
