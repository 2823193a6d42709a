// An answer as it is kept, and how old it may become. It must never know what is in the answer.
import type { Freshness } from '../../facade/contract.js';

/** What was asked for, noted before the source was: an answer can only be as new as the question. */
export interface Asking {
  readonly resource: string;
  /** Monotonic milliseconds. */
  readonly askedAt: number;
  /** The same moment as epoch milliseconds, to compare with what the source says of itself. */
  readonly askedOn: number;
  /** How often the resource had been dropped. */
  readonly generation: number;
}

/** A kept answer. */
export interface Kept<Answer> {
  readonly answer: Answer;
  /** Monotonic milliseconds at which the source was asked. */
  readonly askedAt: number;
  /** Monotonic milliseconds at which the data was true: what the source says where it does, `askedAt` otherwise. */
  readonly trueAt: number;
  readonly limits: Freshness;
  /** How often it was served. */
  hits: number;
}

/** What decides how old an answer is. */
export type Age = Pick<Kept<unknown>, 'askedAt' | 'trueAt' | 'limits'>;
