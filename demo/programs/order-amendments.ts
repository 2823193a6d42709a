// AMDIN: amendments of orders, as records of fixed width in Windows-1252, acknowledged by lines of text.
import { localTime } from '../contoso/local-time.js';
import type { ProcedureContext } from '../engine/definition.js';
import { letter } from '../procedures/business-errors.js';
import { daysOf } from '../values/calendar.js';
import { fromWindows1252, toWindows1252 } from '../values/windows-1252.js';
import { TotalsCheck } from './control-totals.js';
import type { Acknowledged, FileRecord, JobProgram, RecordResult } from './job-program.js';
import { joinLines, lineValue, textLines } from './text-lines.js';

/** One amendment. A marker in a field says that it stays, or that it is emptied. */
export interface Amendment extends FileRecord {
  readonly order: string;
  /** `{unchanged}`, `{clear}` or the new text. */
  readonly text: string;
  /** `99999999` stays, `00000000` is emptied, else the new date. */
  readonly requested: string;
}

const width = 86;
const unchangedText = '{unchanged}';
const clearedText = '{clear}';
const unchangedDate = '99999999';
const clearedDate = '00000000';

/** The program. */
export const orderAmendments: JobProgram<Amendment> = {
  name: 'AMDIN',
  effect: 'amendment',
  files: /^AMD(\d{8})(\d{5})\.DAT$/,
  waitsForMarker: true,
  read: (bytes, { date, digits }) => {
    const lines = textLines(fromWindows1252(bytes));
    const body = lines.slice(1, -1);
    const check = new TotalsCheck();
    check.same('the header', lines[0], `H${date}${digits}`);
    check.same('the trailer', lines.length > 1 ? lines.at(-1) : undefined, `T${String(body.length).padStart(7, '0')}`);
    for (const [index, line] of body.entries())
      check.that(line.length === width, `line ${index + 2} is ${line.length} bytes long and must be ${width}`);
    check.done();
    return body.map((line, index) => recordOf(line, index + 2));
  },
  apply: amend,
  acknowledgementName: ({ date, digits }) => `AMD${date}${digits}.ACK`,
  acknowledge: (results) => toWindows1252(joinLines(results.map(acknowledgement))),
};

function recordOf(text: string, line: number): Amendment {
  const at = (from: number, length: number): string => text.slice(from - 1, from - 1 + length).trimEnd();
  return { line, order: at(1, 12), text: at(13, 40), requested: at(53, 8), reference: at(61, 26) };
}

function acknowledgement(result: Acknowledged): string {
  return result.applied
    ? `${lineValue(result.reference)};A;;`
    : `${lineValue(result.reference)};R;${result.code};${lineValue(result.message)}`;
}

const refusals: Readonly<Record<string, readonly [code: string, message: string]>> = {
  S: ['E02', 'Ordren er afsendt og kan ikke ændres'],
  F: ['E02', 'Ordren er afsendt og kan ikke ændres'],
  X: ['E03', 'Ordren er annulleret'],
  A: ['E03', 'Ordren er annulleret'],
};

async function amend(ctx: ProcedureContext, record: Amendment, at: number): Promise<RecordResult> {
  const { order: key, text, requested } = record;
  const refused = ([code, message]: readonly [string, string]): RecordResult => ({
    applied: false,
    key,
    code,
    message,
  });
  const [found] = await ctx.query(`SELECT ORDSTS FROM dbo.ORDHED WHERE ORDNO = @Ord AND DELFLG = 'N'`, { Ord: key });
  if (found === undefined) return refused(['E01', 'Ordren findes ikke']);
  const refusal = refusals[letter(found['ORDSTS'])];
  if (refusal !== undefined) return refused(refusal);
  if (!isDate(requested)) return refused(['E04', 'Leveringsdatoen findes ikke']);
  const { date, time } = localTime(at);
  const sets = [
    ...(text === unchangedText ? [] : ['ORDTXT = @Txt']),
    ...(requested === unchangedDate ? [] : ['REQDAT = @Req']),
    "CHGDAT = @Dat, CHGTIM = @Tim, CHGUSR = 'AMDIN', CHGREF = @Ref",
  ];
  await ctx.query(`UPDATE dbo.ORDHED SET ${sets.join(', ')} WHERE ORDNO = @Ord`, {
    ...{ Ord: key, Txt: text === clearedText ? null : text, Req: Number(requested) },
    ...{ Dat: date, Tim: time, Ref: record.reference },
  });
  return { applied: true, key };
}

function isDate(text: string): boolean {
  if (text === unchangedDate || text === clearedDate) return true;
  const part = (from: number, to: number): number => Number(text.slice(from, to));
  return /^\d{8}$/.test(text) && daysOf(part(0, 4), part(4, 6), part(6, 8)) !== undefined;
}
