// A statement as data: its text, its parameters with their declared types, and how its columns are decoded.
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';
import type { ColumnType } from '../column/column-type.js';
import type { Decoder } from '../column/decode.js';

/** One value that travels beside the text. `name` has no `@`. */
export interface StatementParameter {
  readonly name: string;
  readonly type: ColumnType;
  readonly value: LegacyValue;
}

export interface Statement {
  readonly text: string;
  readonly parameters: readonly StatementParameter[];
  /** One per column of the result; undefined where the driver's value is right as it is. */
  readonly decoders: readonly (Decoder | undefined)[];
}

/** SQL Server takes 2,100 parameters (Microsoft Learn, "Maximum capacity specifications"); the driver needs two itself. */
export const MOST_PARAMETERS = 2_000;

/** Collects the parameters of one statement while its text is written. */
export class Parameters {
  readonly list: StatementParameter[] = [];

  /** Adds a value and returns its placeholder. */
  add(type: ColumnType, value: LegacyValue): string {
    return this.named(`p${this.list.length + 1}`, type, value);
  }

  /** Adds a value under a name of its own and returns its placeholder. */
  named(name: string, type: ColumnType, value: LegacyValue): string {
    this.list.push({ name, type, value });
    if (this.list.length > MOST_PARAMETERS) {
      throw new SourceFault('refused', `a statement may carry ${MOST_PARAMETERS} values at most; ask for less at once`);
    }
    return `@${name}`;
  }
}

export const INT: ColumnType = { kind: 'integer', name: 'int' };
