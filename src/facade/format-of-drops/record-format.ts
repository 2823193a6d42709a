// One value in a record of a file, as YAML: where it comes from, how it is written, where it stands.
// It must never hold a type; that is the field's.
import { z } from 'zod';
import { enumWord, fieldName, legacyCode } from '../format/words.js';
import { valueFormat } from '../format-of-writes/value-format.js';
import { FILE_DATE_FORMATS, ordinal, xmlName } from './file-words.js';

const standIn = z.string().max(1000);

const written = {
  from: valueFormat.describe('A field of the input (in a list "lines.itemId"), $key, $command.id, or a constant'),
  format: z
    .enum([...FILE_DATE_FORMATS, 'yyyymmddhhmmss', 'rfc3339', 'hhmmss', 'hh:mm:ss'])
    .optional()
    .describe('How a date, an instant or a time is written; times are civil times in the zone of the layout'),
  decimal: z
    .enum(['point', 'comma', 'implied'])
    .optional()
    .describe('What stands before the fraction of a decimal. implied: nothing, the digits alone'),
  signed: z
    .boolean()
    .optional()
    .describe('Whether a number may be negative, with a minus before it. Default: false, negative ones are refused'),
  whenTrue: legacyCode.optional().describe('The code of true; always quoted. Default: that of the binding'),
  whenFalse: legacyCode.optional().describe('The code of false; always quoted. Default: that of the binding'),
  codes: z
    .record(enumWord, legacyCode)
    .optional()
    .describe('Word of an enum → code; always quoted. Default: the code map of the binding'),
  absent: standIn.optional().describe('What stands there when an optional field was left out; always quoted'),
  null: standIn.optional().describe('What stands there for null; always quoted. Write the name in quotes too: "null"'),
};

const label = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]+$/u, 'must be one line of text.');
const maxLength = z.int().min(1).max(1_000_000).optional().describe('Most characters; longer values are refused');

/** A column of a csv file. */
export const csvItem = z
  .strictObject({ name: label.describe('The name of the column'), ...written, maxLength })
  .meta({ id: 'CsvItem', title: 'Column' });

/** Bytes of a line in a file of fixed widths. */
export const fixedWidthItem = z
  .strictObject({
    name: label.optional().describe('For messages. Default: the value of `from`'),
    at: ordinal.describe('First byte, counted from 1'),
    width: ordinal.describe('Bytes; a longer value is refused, never cut'),
    ...written,
    pad: z.enum(['left', 'right']).optional().describe('Where the fill goes. Default: right; of numbers left'),
    fill: z
      .string()
      .regex(/^[\x20-\x7e]$/, 'must be one character, such as " " or "0".')
      .optional()
      .describe('The character that fills up the width. Default: a blank'),
  })
  .meta({ id: 'FixedWidthItem', title: 'Bytes of a line' });

/** An attribute or a child element of a record in an xml file. */
export const xmlItem = z
  .strictObject({
    attribute: xmlName.optional().describe('Its name, where it is an attribute'),
    element: xmlName.optional().describe('Its name, where it is an element'),
    ...written,
    maxLength,
  })
  .meta({ id: 'XmlItem', title: 'Attribute or element' });

/** Values of one record, in the order in which they are written. */
export const recordOf = <Item extends z.ZodType>(item: Item) =>
  z.array(item).min(1).max(500).describe('The values of one record, in the order of the file');

/** The entries of a child list: lines behind the line of the record. */
export const listsOf = <Item extends z.ZodType>(item: Item) =>
  z
    .record(fieldName, z.strictObject({ record: recordOf(item) }))
    .optional()
    .describe('Child list → one more line per entry, behind the line of the record');

/** The entries of a child list as elements inside the record. */
export const xmlLists = z
  .record(fieldName, z.strictObject({ element: xmlName, record: recordOf(xmlItem) }))
  .optional()
  .describe('Child list → one more element per entry, inside the record');

export type CsvItemFormat = z.output<typeof csvItem>;
export type FixedWidthItemFormat = z.output<typeof fixedWidthItem>;
export type XmlItemFormat = z.output<typeof xmlItem>;
/** What the items of all formats have in common. */
export type WrittenFormat = Pick<CsvItemFormat, keyof typeof written>;
