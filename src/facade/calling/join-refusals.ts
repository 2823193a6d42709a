// What the ERP's refusals mean, from YAML to the catalogue: by return status and by error number.
// It must never take an error of the server itself for a decision of the business.
import type { Refusal } from '../binding-of-values.js';
import type { ProcedureFormat, RefusalFormat } from '../format-of-writes/procedure-format.js';
import type { Spot } from '../yaml/spot.js';

/** Lowest number that THROW and RAISERROR can use; those below are the server's own (Microsoft Learn, "THROW"). */
const LOWEST_THROWN = 50_000;
const HIGHEST = 2_147_483_647;
/** A return status, or the number of an error. */
export const WHOLE = /^(0|-?[1-9]\d{0,9})$/;

/** Both tables, and the refusals a caller can meet, each reason once. */
export interface JoinedRefusals {
  readonly returns: ReadonlyMap<number, Refusal>;
  readonly refusals: ReadonlyMap<number, Refusal>;
  readonly all: readonly Refusal[];
}

/** Joins both tables; `spot` is the procedure. */
export function joinRefusals(format: ProcedureFormat, spot: Spot): JoinedRefusals {
  const returns = joinTable(format.returns ?? {}, spot.in('returns'), returnFault);
  const refusals = joinTable(format.refusals ?? {}, spot.in('refusals'), thrownFault);
  const all = new Map<string, Refusal>();
  for (const [part, table] of [['returns', returns] as const, ['refusals', refusals] as const]) {
    for (const [number, refusal] of table) {
      const known = all.get(refusal.reason);
      if (known === undefined) all.set(refusal.reason, refusal);
      else if (known.text !== refusal.text) {
        spot
          .in(part, String(number), 'text')
          .error(`"${refusal.reason}" has another text above: one reason, one text.`);
      }
    }
  }
  return { returns, refusals, all: [...all.values()] };
}

function joinTable(
  table: Readonly<Record<string, RefusalFormat>>,
  spot: Spot,
  fault: (number: number) => string | undefined,
): ReadonlyMap<number, Refusal> {
  return new Map(
    Object.entries(table).map(([text, { reason, text: sentence }]) => {
      const number = Number(text);
      const wrong = WHOLE.test(text) && Math.abs(number) <= HIGHEST ? fault(number) : 'must be a whole number.';
      if (wrong !== undefined) spot.in(text).errorAtKey(`"${text}" ${wrong}`);
      return [number, { reason, text: sentence }];
    }),
  );
}

function returnFault(number: number): string | undefined {
  return number === 0 ? 'is success: a return status that refuses is another one.' : undefined;
}

function thrownFault(number: number): string | undefined {
  return number >= LOWEST_THROWN
    ? undefined
    : `is an error of the server, not of the business: numbers that a procedure throws start at ${LOWEST_THROWN}.`;
}
