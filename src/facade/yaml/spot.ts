// A place in a file where checks report what they find: it turns a path into file, line and column.
// It must never read the value at that place; checks get typed values.
import type { FaultSeverity } from '../facade-fault.js';
import type { FaultList } from './fault-list.js';
import type { LocatedDocument } from './located-document.js';
import { pathText } from './path.js';
import type { Path, PathSegment } from './path.js';

/** One place. `in` goes further down; it may name things that are not written. */
export class Spot {
  constructor(
    private readonly document: LocatedDocument,
    private readonly faults: FaultList,
    private readonly path: Path = [],
  ) {}

  in(...segments: readonly PathSegment[]): Spot {
    return new Spot(this.document, this.faults, [...this.path, ...segments]);
  }

  /** Whether the author wrote anything here, even something that was refused. */
  get isWritten(): boolean {
    return this.document.has(this.path);
  }

  error(message: string): void {
    this.#report('error', message, false);
  }

  /** As `error`, pointing at the name of the member instead of its value. */
  errorAtKey(message: string): void {
    this.#report('error', message, true);
  }

  warning(message: string): void {
    this.#report('warning', message, true);
  }

  /** Whether an error was already reported at exactly this place. */
  get isFaulty(): boolean {
    return this.faults.knows(this.document.file, this.#where);
  }

  get #where(): string {
    return pathText([...this.document.place, ...this.path]);
  }

  #report(severity: FaultSeverity, message: string, atKey: boolean): void {
    const position = atKey ? this.document.locateKey(this.path) : this.document.locate(this.path);
    this.faults.add({ file: this.document.file, ...position, path: this.#where, message, severity });
  }
}
