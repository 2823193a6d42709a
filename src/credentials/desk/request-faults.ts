// Gathers what is wrong with a request until all of it is known.
// It must never repeat a long text, nor a secret somebody put in the wrong place.
import { Problem } from '../../problems/problem.js';
import type { RequestFault } from '../../problems/problem.js';

/** Faults of one request, by JSON pointer. */
export class RequestFaults {
  readonly #all: RequestFault[] = [];
  #isMalformed = false;

  /** The request itself is wrong; without a sentence nothing is. */
  malformed(pointer: string, detail: string | undefined): void {
    if (detail === undefined) return;
    this.#isMalformed = true;
    this.#all.push({ pointer, detail });
  }

  /** The request is well-formed, but names what this gateway does not know; without a sentence it does. */
  unknown(pointer: string, detail: string | undefined): void {
    if (detail !== undefined) this.#all.push({ pointer, detail });
  }

  /** Throws all there is: `invalid-request` when anything is malformed, else `unknown-name`. */
  refuse(): void {
    if (this.#all.length === 0) return;
    throw new Problem(this.#isMalformed ? 'invalid-request' : 'unknown-name', { errors: this.#all });
  }
}
