// erp.CreditLimitOutcome: says whether a credit limit was set under a reference, by the credit log. It changes nothing.
// The log is written in the transaction that sets the limit, and never cleared: what is not in it was not done.
import type { ProcedureDefinition } from '../engine/definition.js';
import { letter } from './business-errors.js';

/** Ja, nej; and of nothing in particular nothing can be said. */
export const outcomes = { done: 'J', notDone: 'N', noReference: '?' } as const;

/** The procedure. */
export function creditLimitOutcome(): ProcedureDefinition {
  return {
    params: [
      { name: 'Ref', type: 'VARCHAR(26)' },
      { name: 'Outcome', type: 'CHAR(1)', output: true },
      { name: 'OldLim', type: 'MONEY', output: true },
    ],
    run: async (ctx, args) => {
      const reference = letter(args['Ref']);
      if (reference === '') {
        args['Outcome'] = outcomes.noReference;
        return 0;
      }
      const [logged] = await ctx.query('SELECT OLDLIM FROM dbo.CRDLOG WHERE EXTREF = @Ref', { Ref: reference });
      args['Outcome'] = logged === undefined ? outcomes.notDone : outcomes.done;
      args['OldLim'] = logged?.['OLDLIM'] ?? null;
      return 0;
    },
  };
}
