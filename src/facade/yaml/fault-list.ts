// Collects every fault of a facade folder while it is read. It must never stop at the first.
import type { FacadeFault } from '../facade-fault.js';

/** All faults so far, in the order they were found. */
export class FaultList {
  readonly #faults: FacadeFault[] = [];
  readonly #wrongPlaces = new Set<string>();

  add(fault: FacadeFault): void {
    this.#faults.push(fault);
    if (fault.severity === 'error') this.#wrongPlaces.add(placeOf(fault.file, fault.path));
  }

  /** Whether this place is already known to be wrong, so that one mistake is not told twice. */
  knows(file: string, path: string): boolean {
    return this.#wrongPlaces.has(placeOf(file, path));
  }

  all(): readonly FacadeFault[] {
    return [...this.#faults];
  }
}

const placeOf = (file: string, path: string): string => JSON.stringify([file, path]);
