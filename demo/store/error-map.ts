// SQLite's complaints in SQL Server's numbers and words. What has no counterpart is error 50000 and says so.
import { Cancelled, SqlError } from '../values/sql-error.js';

interface Rule {
  readonly pattern: RegExp;
  readonly error: (match: RegExpExecArray, database: string) => SqlError;
}

const RULES: readonly Rule[] = [
  {
    pattern: /UNIQUE constraint failed: (.+?)\.([^.,]+)(?:,|$)/,
    error: (match) => {
      const object = match[1] ?? '';
      const key = object.split('.').at(-1) ?? '';
      return new SqlError(
        2627,
        `Violation of PRIMARY KEY constraint 'PK_${key}'. Cannot insert duplicate key in object '${object}'.`,
      );
    },
  },
  {
    pattern: /(FOREIGN KEY|CHECK) constraint failed/,
    error: (match, database) =>
      new SqlError(
        547,
        `The statement conflicted with a ${match[1] ?? ''} constraint. The conflict occurred in database "${database}".`,
        { state: 0 },
      ),
  },
  {
    pattern: /NOT NULL constraint failed: (.+)\.([^.]+)$/,
    error: (match, database) =>
      new SqlError(
        515,
        `Cannot insert the value NULL into column '${match[2] ?? ''}', table '${database}.${match[1] ?? ''}'; column does not allow nulls. INSERT fails.`,
        { state: 2 },
      ),
  },
  {
    pattern: /integer overflow/,
    error: () =>
      new SqlError(8115, 'Arithmetic overflow error converting expression to data type bigint.', { state: 2 }),
  },
];

/** The error a client shall see; cancellation and SQL Server errors pass through. */
export function mapError(error: unknown, database: string): Cancelled | SqlError {
  if (error instanceof SqlError || error instanceof Cancelled) return error;
  const message = error instanceof Error ? error.message : String(error);
  for (const { pattern, error: make } of RULES) {
    const match = pattern.exec(message);
    if (match !== null) return make(match, database);
  }
  return new SqlError(50000, `The demo server failed: ${message}`);
}

/** Errors after which SQL Server adds 3621, "The statement has been terminated." */
export const terminatesStatement = (number: number): boolean => [515, 547, 2601, 2627, 2628].includes(number);
