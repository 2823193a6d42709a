// STKIN: stock counts, as XML in UTF-8, acknowledged by XML that names records by their number in the file.
import { localTime } from '../contoso/local-time.js';
import type { ProcedureContext } from '../engine/definition.js';
import { TotalsCheck } from './control-totals.js';
import type { Acknowledged, JobProgram, RecordResult } from './job-program.js';
import type { StockCount } from './stock-count-file.js';
import { readStockCountFile } from './stock-count-file.js';
import { escapeXml } from './xml-elements.js';

/** The program. */
export const stockCounts: JobProgram<StockCount> = {
  name: 'STKIN',
  effect: 'stock-count',
  files: /^STK(\d{8})(\d{5})\.XML$/,
  waitsForMarker: false,
  read: (bytes, { date, sequence }) => {
    const { says, counts } = readStockCountFile(bytes);
    const check = new TotalsCheck();
    check.same('the date', says['date'], `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`);
    check.same('the sequence', says['sequence'], String(sequence));
    check.same('the number of counts', says['count'], String(counts.length));
    const quantities = counts.flatMap(({ lines }) => lines.map(({ quantity }) => quantity));
    check.sum('the total of quantities', says['total'], quantities);
    check.done();
    return counts;
  },
  apply: applyCount,
  acknowledgementName: ({ date, digits }) => `STK${date}${digits}.ACK.XML`,
  acknowledge: (results, file) => {
    const lines = results.map(acknowledgement).join('\n');
    return Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n<StockResults file="${escapeXml(file)}">\n${lines}\n</StockResults>\n`,
    );
  },
};

function acknowledgement(result: Acknowledged): string {
  const { line } = result;
  if (result.applied) return `  <Result number="${line}" status="applied"/>`;
  const { code, message } = result;
  return `  <Result number="${line}" status="refused" code="${escapeXml(code)}" text="${escapeXml(message)}"/>`;
}

/** All lines of a count or none. */
async function applyCount(ctx: ProcedureContext, count: StockCount, at: number): Promise<RecordResult> {
  const { warehouse: key } = count;
  const [known] = await ctx.query('SELECT COUNT(*) AS N FROM dbo.STKBAL WHERE WHSNO = @Whs', { Whs: key });
  if (Number(known?.['N']) === 0) return { applied: false, key, code: 'WHS', message: `Lageret ${key} findes ikke` };
  for (const { item, quantity } of count.lines) {
    if (quantity.startsWith('-')) return { applied: false, key, code: 'QTY', message: `${item}: antallet er negativt` };
    const [found] = await ctx.query(
      `SELECT i.ITEMNO FROM dbo.ITEMMF i JOIN dbo.STKBAL s ON s.ITEMNO = i.ITEMNO AND s.WHSNO = @Whs
       WHERE i.ITEMNO = @Item AND i.DELFLG = 'N'`,
      { Whs: key, Item: item },
    );
    if (found === undefined) return { applied: false, key, code: 'ITEM', message: `Varen ${item} findes ikke` };
  }
  await setStock(ctx, count, at);
  return { applied: true, key };
}

async function setStock(ctx: ProcedureContext, { warehouse, countedOn, lines }: StockCount, at: number): Promise<void> {
  const { date, time } = localTime(at);
  for (const { item, quantity } of lines)
    await ctx.query(
      `UPDATE dbo.STKBAL SET QTYONH = @Qty, CNTDAT = @Day, CHGDAT = @Dat, CHGTIM = @Tim, DELFLG = 'N'
       WHERE WHSNO = @Whs AND ITEMNO = @Item`,
      { Qty: Number(quantity), Day: countedOn, Dat: date, Tim: time, Whs: warehouse, Item: item },
    );
}
