// Prices of ordered lines, and the fixed rates between the currencies that the ERP trades in.
// It reads items and price lists, and writes nothing.
import type { ProcedureContext, Row } from '../engine/definition.js';
import { letter, refuse } from './business-errors.js';

/** One line with its price; price and amount in hundredths of the currency. */
export interface PricedLine {
  readonly item: string;
  readonly unit: string;
  readonly quantity: number;
  readonly price: number;
  readonly amount: number;
}

/** What is to be priced: rows of erp.OrderLineList, the price list to use and its currency. */
export interface ToPrice {
  readonly rows: readonly Row[];
  readonly list: string;
  readonly currency: string;
}

/** Units of a currency for one Danish krone. */
const rates: Readonly<Record<string, number>> = { DKK: 1, EUR: 0.14, PLN: 0.6, SEK: 1.5 };

/** Whether the ERP trades in a currency. */
export const isTraded = (currency: string): boolean => Object.hasOwn(rates, currency);

/** `amount` in another currency, rounded to hundredths. */
export function inCurrency(amount: number, from: string, to: string): number {
  return Math.round(((amount * (rates[to] ?? 1)) / (rates[from] ?? 1)) * 100) / 100;
}

/** Prices every line. 50013 when there is none or a quantity is not positive, 50011 when an item is not for sale. */
export async function priceLines(ctx: ProcedureContext, { rows, list, currency }: ToPrice): Promise<PricedLine[]> {
  if (rows.length === 0) refuse(ctx, 50013, 'no lines');
  const priced: PricedLine[] = [];
  for (const row of rows) priced.push(await priceLine(ctx, row, list, currency));
  return priced;
}

async function priceLine(ctx: ProcedureContext, row: Row, list: string, currency: string): Promise<PricedLine> {
  const item = letter(row['ITEMNO']);
  const quantity = Number(row['QTY'] ?? 0);
  if (quantity <= 0) refuse(ctx, 50013, item);
  const [found] = await ctx.query(
    `SELECT i.UNIT, i.ITEMST, i.BASPRC, p.PRICE FROM dbo.ITEMMF i
     LEFT JOIN dbo.PRICLN p ON p.ITEMNO = i.ITEMNO AND p.PRLCOD = @List AND p.DELFLG = 'N'
     WHERE i.ITEMNO = @ItemNo AND i.DELFLG = 'N'`,
    { ItemNo: item, List: list },
  );
  if (found === undefined || !['A', 'N'].includes(letter(found['ITEMST']))) return refuse(ctx, 50011, item);
  const listed = found['PRICE'] ?? inCurrency(Number(found['BASPRC'] ?? 0), 'DKK', currency);
  const price = Math.round(Number(listed) * 100);
  return { item, unit: letter(found['UNIT']), quantity, price, amount: Math.round(quantity * price) };
}
