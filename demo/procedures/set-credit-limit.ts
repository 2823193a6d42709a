// erp.SetCreditLimit: gives a customer another credit limit and keeps the old one in the credit log.
// A limit below what the customer owes already is not set, nor one for a customer whose row is another than the caller saw.
import type { ProcedureContext, ProcedureDefinition, Row } from '../engine/definition.js';
import { inNotedTransaction } from '../effects/note-effect.js';
import { asked, letter, openCustomer, refuse } from './business-errors.js';
import { localTime } from '../contoso/local-time.js';

/** The return code that says: the customer owes more than the new limit, nothing was changed. */
const belowBalance = 5;

/** The procedure; `clock` stamps the change, in milliseconds since 1970. */
export function setCreditLimit(clock: () => number): ProcedureDefinition {
  return {
    params: [
      { name: 'CustNo', type: 'CHAR(10)' },
      { name: 'CrdLim', type: 'MONEY' },
      { name: 'Ref', type: 'VARCHAR(26)', default: null },
      { name: 'SeenVer', type: 'BINARY(8)', default: null },
      { name: 'OldLim', type: 'MONEY', output: true },
    ],
    run: (ctx, args) => {
      const number = letter(args['CustNo']);
      return inNotedTransaction(ctx, asked('credit-limit', clock, args), number, async () => {
        const limit = args['CrdLim'] ?? null;
        const customer = await openCustomer(ctx, number);
        if (isAnother(args['SeenVer'], customer['ROWVER'])) refuse(ctx, 50031, number);
        if (limit !== null && Number(limit) < 0) refuse(ctx, 50030, number);
        args['OldLim'] = customer['CRDLIM'] ?? null;
        if (limit !== null && Number(limit) < Number(customer['BALAMT'] ?? 0))
          return { status: belowBalance, key: number };
        const { date, time } = localTime(clock());
        await change(ctx, { CustNo: number, Lim: limit, Dat: date, Tim: time, Ref: args['Ref'] ?? null });
        await log(ctx, {
          CustNo: number,
          Old: args['OldLim'],
          New: limit,
          Dat: date,
          Tim: time,
          Ref: args['Ref'] ?? null,
        });
        return { status: 0, key: number };
      });
    },
  };
}

/** NULL asks for nothing. */
function isAnother(seen: Row[string] | undefined, present: Row[string] | undefined): boolean {
  if (seen === null || seen === undefined) return false;
  return !(seen instanceof Uint8Array && present instanceof Uint8Array && Buffer.compare(seen, present) === 0);
}

async function change(ctx: ProcedureContext, values: Row): Promise<void> {
  await ctx.query(
    `UPDATE dbo.CUSTMF SET CRDLIM = @Lim, CHGDAT = @Dat, CHGTIM = @Tim, CHGUSR = 'GATEWAY', CHGREF = @Ref
     WHERE CUSTNO = @CustNo`,
    values,
  );
}

async function log(ctx: ProcedureContext, values: Row): Promise<void> {
  const [last] = await ctx.query('SELECT ISNULL(MAX(LOGSEQ), 0) AS Seq FROM dbo.CRDLOG');
  await ctx.query(
    `INSERT INTO dbo.CRDLOG (LOGSEQ, CUSTNO, OLDLIM, NEWLIM, LOGDAT, LOGTIM, EXTREF)
     VALUES (@Seq, @CustNo, @Old, @New, @Dat, @Tim, @Ref)`,
    { ...values, Seq: Number(last?.['Seq']) + 1 },
  );
}
