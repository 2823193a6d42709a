// The port to where heads are written: outside the store, best on another disk, or where nobody may change a line.
// It must never change or remove a line.

/** Lines of text, appended one after the other. A last line without its end was never written. */
export abstract class HeadFile {
  /** Appends lines; resolves when they are on disk. Goes on in a new line behind one that was not finished. */
  abstract append(lines: readonly string[]): Promise<void>;
  /** The last lines, oldest first: at least the last two hundred or all there are. None when there is no file. */
  abstract tail(): Promise<readonly string[]>;
  /** Size in bytes; 0 when there is no file. */
  abstract size(): Promise<number>;
  /** The lines that end within these bytes, `from` included and `to` not; both at ends of lines or of the file. */
  abstract lines(from: number, to: number): AsyncIterable<string>;
}
