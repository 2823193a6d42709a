// erp.ReleaseOrder: takes an order off hold.
// It changes an order that is entered and held, and no other.
import type { ProcedureDefinition } from '../engine/definition.js';
import { inNotedTransaction } from '../effects/note-effect.js';
import { asked, letter, refuse } from './business-errors.js';
import { localTime } from '../contoso/local-time.js';

/** The return code that says: the order was not on hold, nothing was changed. */
export const notOnHold = 1;

/** The procedure; `clock` stamps the change, in milliseconds since 1970. */
export function releaseOrder(clock: () => number): ProcedureDefinition {
  return {
    params: [
      { name: 'OrdNo', type: 'CHAR(12)' },
      { name: 'Ref', type: 'VARCHAR(26)', default: null },
      { name: 'Status', type: 'CHAR(1)', output: true },
    ],
    run: (ctx, args) => {
      const number = letter(args['OrdNo']);
      return inNotedTransaction(ctx, asked('release', clock, args), number, async () => {
        const [order] = await ctx.query(`SELECT ORDSTS, HOLD FROM dbo.ORDHED WHERE ORDNO = @OrdNo AND DELFLG = 'N'`, {
          OrdNo: number,
        });
        if (order === undefined) return refuse(ctx, 50020, number);
        const status = letter(order['ORDSTS']);
        args['Status'] = status;
        if (!['O', 'N'].includes(status)) refuse(ctx, 50021, number);
        if (order['HOLD'] !== 'J') return { status: notOnHold, key: number };
        const { date, time } = localTime(clock());
        await ctx.query(
          `UPDATE dbo.ORDHED SET HOLD = 'N', CHGDAT = @Dat, CHGTIM = @Tim, CHGUSR = 'GATEWAY', CHGREF = @Ref
           WHERE ORDNO = @OrdNo`,
          { OrdNo: number, Dat: date, Tim: time, Ref: args['Ref'] ?? null },
        );
        return { status: 0, key: number };
      });
    },
  };
}
