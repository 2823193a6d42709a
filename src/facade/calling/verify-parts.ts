// What joining a verification may know of its operation.
import type { OrderRule } from '../binding-of-commands.js';
import type { WrittenField } from '../writing/written-source.js';

/** What an operation has joined before the question whether it happened. */
export interface VerifyParts {
  readonly results: ReadonlyMap<string, WrittenField>;
  readonly order: OrderRule;
  /** The channel that calls its procedure; absent where it drops files. */
  readonly calls?: string;
}
