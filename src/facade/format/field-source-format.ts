// How one field is realised at the ERP, as YAML: a column, a code map, two columns joined, a composite, a constant.
// It must never say what the public sees; field-format.ts does.
import { z } from 'zod';
import { columnName, enumWord, legacyCode, timezone } from './words.js';

/** What to do with a row whose value breaks the contract. */
export const misfit = z
  .enum(['refuse', 'skip', 'mask'])
  .optional()
  .describe(
    'What to do when a value breaks the contract. refuse (default): left out of lists, 502 when asked for alone; ' +
      'skip: left out of lists, 404 alone; mask: shown as null (nullable fields only). All are counted and raise an alarm',
  );

const none = z
  .array(legacyCode)
  .min(1)
  .max(20)
  .describe('Values of the ERP that mean null, such as "0"; always quoted');

/** A single column. */
export const columnSource = z
  .strictObject({
    column: columnName,
    trim: z.boolean().optional().describe('Cut the blanks that CHAR columns are padded with. Default: false'),
    format: z
      .enum(['yyyymmdd', 'hhmmss'])
      .optional()
      .describe('How a date or time is written as a number or text; without it the SQL type says everything'),
    none: none.optional(),
    whenTrue: legacyCode.optional().describe('The code that means true; always quoted'),
    whenFalse: legacyCode.optional().describe('The code that means false; always quoted'),
    timezone: timezone.optional().describe('The zone in which a civil date and time is meant'),
    misfit,
  })
  .meta({ id: 'Column', title: 'Column' });

/** One row of a code map. */
export const codeRow = z.strictObject({
  when: z
    .array(legacyCode.nullable())
    .min(1)
    .max(8)
    .describe('One code per column, always quoted; "*" matches anything, null matches NULL'),
  value: enumWord.describe('The canonical value'),
  write: z.boolean().optional().describe('These codes go back to the ERP when several rows mean the same'),
});

/** One or more code columns, and what their codes mean. */
export const codesSource = z
  .strictObject({
    columns: z.array(columnName).min(1).max(8),
    codes: z.array(codeRow).min(1).max(2000).describe('The first row that matches counts'),
    misfit,
  })
  .meta({ id: 'CodeMap', title: 'Code map' });

/** A date column and a time column that are one instant. */
export const dateAndTimeSource = z
  .strictObject({ date: columnName, time: columnName, timezone, none: none.optional(), misfit })
  .meta({ id: 'DateAndTime', title: 'Date and time' });

/** Several columns as one text. */
export const partsSource = z
  .strictObject({
    columns: z.array(columnName).min(2).max(8),
    separator: z.string().min(1).max(4).describe('Stands between the parts and occurs in none of them'),
    trim: z.boolean().optional().describe('Cut the blanks that CHAR columns are padded with. Default: false'),
    misfit,
  })
  .meta({ id: 'Composite', title: 'Composite' });

/** The same value in every row. */
export const constantSource = z
  .strictObject({ constant: z.union([z.string().max(1000), z.number(), z.boolean()]).describe('In its JSON form') })
  .meta({ id: 'Constant', title: 'Constant' });

/** Every way to realise a field. */
export const fieldSourceFormat = z.union([columnSource, codesSource, dateAndTimeSource, partsSource, constantSource]);

export type ColumnSource = z.output<typeof columnSource>;
export type CodesSource = z.output<typeof codesSource>;
export type FieldSourceFormat = z.output<typeof fieldSourceFormat>;
