// The errors that the ERP's procedures THROW, and the states that a procedure may ask a row to be in.
// The numbers are part of what integrators rely on: never give one a second meaning.
import type { Asked, EffectKind } from '../effects/note-effect.js';
import type { ProcedureContext, Row } from '../engine/definition.js';

/** What each number says; the text continues with the key in question. */
export const businessErrors = {
  50010: 'Customer is on hold',
  50011: 'Item does not exist or is not for sale',
  50012: 'Customer does not exist or is closed',
  50013: 'Order has no lines or a quantity that is not positive',
  50014: 'Currency is not traded',
  50020: 'Order does not exist',
  50021: 'Order is past the state in which it can be released',
  50030: 'Credit limit is negative',
  50031: 'Customer was changed meanwhile',
} as const;

/** The number of a business error. */
export type BusinessError = keyof typeof businessErrors;

/** THROWs the error with `subject` behind its text. */
export function refuse(ctx: ProcedureContext, number: BusinessError, subject: string): never {
  return ctx.throw(number, `${businessErrors[number]}: ${subject}`);
}

const customerQuery = `SELECT CUSTNO, CUSTST, HOLD, CURCOD, PRLCOD, CRDLIM, BALAMT, ROWVER FROM dbo.CUSTMF
  WHERE CUSTNO = @CustNo AND DELFLG = 'N'`;

/** The customer, unless it does not exist, is deleted or is closed: then 50012. */
export async function openCustomer(ctx: ProcedureContext, number: string): Promise<Row> {
  const [customer] = await ctx.query(customerQuery, { CustNo: number });
  if (customer === undefined || ['C', 'U'].includes(letter(customer['CUSTST']))) return refuse(ctx, 50012, number);
  return customer;
}

/** A CHAR value without its padding; empty for null. */
export const letter = (value: Row[string] | undefined): string => (typeof value === 'string' ? value.trimEnd() : '');

/** What a call asks for, with the reference that came with it. */
export function asked(kind: EffectKind, clock: () => number, args: Row): Asked {
  return { kind, at: clock(), reference: letter(args['Ref']) || null };
}
