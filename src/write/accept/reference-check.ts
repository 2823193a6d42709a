// What is found out about the records an input names before it is accepted, and the port that finds it out.
// It must never say that a record is missing when it may only not be visible yet.
import type { ReferenceRule } from '../../facade/binding-of-commands.js';

/** One place of an input that must name a record. */
export interface AskedReference {
  /** JSON pointer of the value. */
  readonly pointer: string;
  readonly value: string | number | boolean;
  readonly rule: ReferenceRule;
}

/**
 * `fits`: there, and as the rule demands. `unfit`: there, but not so. `missing`: not there, and the source is fresh.
 * `not-visible`: not there, but the source may be behind. `unreadable`: there, but what the rule asks about breaks its
 * contract. `unavailable`: the source could not be asked in time.
 */
export type ReferenceFinding = 'fits' | 'unfit' | 'missing' | 'not-visible' | 'unreadable' | 'unavailable';

/** Looks at records. */
export abstract class ReferenceCheck {
  /**
   * One finding per reference, in their order, within a short bounded time. `operation` labels what is asked of the
   * source. Never rejects: what cannot be found out is `unavailable`.
   */
  abstract check(operation: string, asked: readonly AskedReference[]): Promise<readonly ReferenceFinding[]>;
}
