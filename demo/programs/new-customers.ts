// CUSIN: new customers, as lines of values in ISO 8859-1, acknowledged by lines of text with the customer's number.
import { parse } from 'csv-parse/sync';
import type { ProcedureContext } from '../engine/definition.js';
import { TotalsCheck } from './control-totals.js';
import type { NewCustomer } from './create-customer.js';
import { createCustomer, customerColumns as columns, customerFault } from './create-customer.js';
import type { Acknowledged, JobProgram, RecordResult } from './job-program.js';
import { FileFault } from './job-program.js';
import { joinLines, lineValue, textLines } from './text-lines.js';

/** The program. */
export const newCustomers: JobProgram<NewCustomer> = {
  name: 'CUSIN',
  effect: 'customer',
  files: /^CUS(\d{8})(\d{5})\.CSV$/,
  waitsForMarker: false,
  read: (bytes) => {
    const [head = [], ...rest] = rowsOf(bytes.toString('latin1'));
    const rows = rest.slice(0, -1);
    const [mark, count, total] = rest.at(-1) ?? [];
    const check = new TotalsCheck();
    check.same('the row of columns', head.join(';'), columns.join(';'));
    check.same('the last line', mark, '#END');
    for (const [index, row] of rows.entries())
      check.that(row.length === columns.length, `line ${index + 2} has ${row.length} values and must have 10`);
    check.done();
    const records = rows.map((row, index) => recordOf(row, index + 2));
    check.same('the number of records', count, String(records.length));
    const limits = records.map(({ values }) => values.CRDLIM).filter((limit) => limit !== '' && limit !== 'NONE');
    check.sum(
      'the total of CRDLIM',
      total,
      limits.map((limit) => limit.replace(',', '.')),
    );
    check.done();
    return records;
  },
  apply: async (ctx: ProcedureContext, record, at): Promise<RecordResult> => {
    const fault = await customerFault(ctx, record.values);
    if (fault !== undefined) return { applied: false, key: record.values.CUSTNM, code: '10', message: fault };
    return { applied: true, key: await createCustomer(ctx, record, at) };
  },
  acknowledgementName: ({ date, digits }) => `CUS${date}${digits}.ACK`,
  acknowledge: (results) =>
    Buffer.from(joinLines(['REF;RESULT;CUSTNO;MESSAGE', ...results.map(acknowledgement)]), 'latin1'),
};

function rowsOf(text: string): readonly (readonly string[])[] {
  textLines(text);
  try {
    return parse(text, { delimiter: ';', relax_column_count: true });
  } catch (error) {
    throw new FileFault([error instanceof Error ? error.message : String(error)]);
  }
}

function recordOf(row: readonly string[], line: number): NewCustomer {
  const values = Object.fromEntries(columns.map((name, index) => [name, row[index] ?? '']));
  return { line, reference: values['REF'] ?? '', values: values as NewCustomer['values'] };
}

function acknowledgement(result: Acknowledged): string {
  return result.applied
    ? `${lineValue(result.reference)};00;${result.key};`
    : `${lineValue(result.reference)};10;;${lineValue(result.message)}`;
}
