// Makes a customer out of a record of CUSIN. It does not look whether there is one of that name or reference already: the
// same record twice makes two customers, as in the real ERP.
import { localTime } from '../contoso/local-time.js';
import type { ProcedureContext } from '../engine/definition.js';
import { letter } from '../procedures/business-errors.js';
import { isTraded } from '../procedures/order-pricing.js';
import type { FileRecord } from './job-program.js';

/** The columns of a record, in order. */
export const customerColumns = [
  'REF',
  'CUSTNM',
  'CUSTTP',
  'LANGCD',
  'CURCOD',
  'PAYTRM',
  'PRLCOD',
  'CRDLIM',
  'EMAIL',
  'NWSFLG',
] as const;

/** One new customer, its values by column as they stand in the file. */
export interface NewCustomer extends FileRecord {
  readonly values: Readonly<Record<(typeof customerColumns)[number], string>>;
}

/** The limit of those who ask for none in particular, in their currency. */
export const standardLimit = '10000';

type Values = NewCustomer['values'];

const codes: readonly (readonly [column: keyof Values, allowed: readonly string[]])[] = [
  ['CUSTTP', ['D', 'F', 'E', 'O', 'I']],
  ['LANGCD', ['DA', 'EN', 'PL', 'SV', 'DE']],
  ['PAYTRM', ['08', '14', '30', '1E1', 'KON']],
  ['NWSFLG', ['J', 'N']],
];

/** Why the customer cannot be made; undefined when it can. */
export async function customerFault(ctx: ProcedureContext, values: Values): Promise<string | undefined> {
  if (values.CUSTNM.trim() === '') return 'CUSTNM: navnet mangler';
  const wrong = codes.find(([column, allowed]) => !allowed.includes(values[column]));
  if (wrong !== undefined) return `${wrong[0]}: koden ${values[wrong[0]]} findes ikke`;
  if (!isTraded(values.CURCOD)) return `CURCOD: valutaen ${values.CURCOD} handles ikke`;
  const [list] = await ctx.query(`SELECT CURCOD FROM dbo.PRICLS WHERE PRLCOD = @List AND DELFLG = 'N'`, {
    List: values.PRLCOD,
  });
  if (list === undefined) return `PRLCOD: prislisten ${values.PRLCOD} findes ikke`;
  if (letter(list['CURCOD']) !== values.CURCOD) return `PRLCOD: prislisten ${values.PRLCOD} er ikke i ${values.CURCOD}`;
  return undefined;
}

/** Makes the customer and returns its number. */
export async function createCustomer(
  ctx: ProcedureContext,
  { values, reference }: NewCustomer,
  at: number,
): Promise<string> {
  const number = await nextNumber(ctx);
  const { date, time } = localTime(at);
  const [last] = await ctx.query('SELECT MAX(SYSKEY) AS SysKey FROM dbo.CUSTMF');
  await ctx.query(
    `INSERT INTO dbo.CUSTMF (CUSTNO, CUSTNM, SRCHNM, CUSTTP, CUSTST, HOLD, LANGCD, CURCOD, PAYTRM, PRLCOD, CRDLIM, BALAMT,
       TURNOV, SYSKEY, EMAIL, NWSFLG, CRTDAT, CHGDAT, CHGTIM, CHGUSR, CHGREF, DELFLG)
     VALUES (@No, @Name, @Search, @Kind, 'A', 'N', @Lang, @Cur, @Terms, @List, @Limit, 0,
       0, @SysKey, @Mail, @News, @Dat, @Dat, @Tim, 'CUSIN', @Ref, 'N')`,
    {
      ...{ No: number, Name: values.CUSTNM, Search: searchName(values.CUSTNM), Kind: values.CUSTTP },
      ...{ Lang: values.LANGCD, Cur: values.CURCOD, Terms: values.PAYTRM, List: values.PRLCOD },
      ...{ Limit: limitOf(values.CRDLIM), SysKey: BigInt(String(last?.['SysKey'])) + 7n },
      ...{ Mail: values.EMAIL === '' ? null : values.EMAIL, News: values.NWSFLG },
      ...{ Dat: date, Tim: time, Ref: reference },
    },
  );
  return number;
}

function limitOf(text: string): string | null {
  if (text === 'NONE') return null;
  return text === '' ? standardLimit : text.replace(',', '.');
}

async function nextNumber(ctx: ProcedureContext): Promise<string> {
  const [range] = await ctx.query(`SELECT NXTNO FROM dbo.NUMRNG WHERE RNGCOD = 'CUSTNO'`);
  await ctx.query(`UPDATE dbo.NUMRNG SET NXTNO = NXTNO + 1 WHERE RNGCOD = 'CUSTNO'`);
  return `C${Number(range?.['NXTNO'])}`;
}

const searchName = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-ZÆØÅÄÖÜÓ0-9]/g, '')
    .slice(0, 20);
