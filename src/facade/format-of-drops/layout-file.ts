// The whole of layouts/<name>.yaml: how the records of one operation become a file, and how the ERP answers.
import { z } from 'zod';
import { description, timezone, title, wordName } from '../format/words.js';
import { acknowledgementFormat } from './acknowledgement-format.js';
import { delimiter, fileEncoding, template, xmlName } from './file-words.js';
import { csvItem, fixedWidthItem, listsOf, recordOf, xmlItem, xmlLists } from './record-format.js';

const sequence = z
  .strictObject({
    from: z.int().min(0).max(999_999_999).optional().describe('The first number. Default: 1'),
    to: z.int().min(1).max(999_999_999).describe('The last number'),
    wrap: z
      .enum(['refuse', 'restart'])
      .optional()
      .describe('What comes after the last: nothing (default), or the first again'),
  })
  .meta({ title: 'Sequence', description: 'Numbers of files: each once, none left out.' });

const named = {
  layout: wordName.describe('The name of the file without .yaml'),
  title: title.optional(),
  description: description.optional(),
};
const shared = {
  encoding: fileEncoding.describe('What it cannot write is refused, never replaced'),
  timezone: timezone.describe('IANA zone of dates and times in names and records'),
  file: template.describe('Name of the file: "AMD{date:yyyymmdd}{sequence:5}.DAT"'),
  sequence,
  done: template.optional().describe('Name of an empty file that is written after it: "{file}.OK"'),
  acknowledgement: acknowledgementFormat,
};
const lines = {
  newline: z.enum(['crlf', 'lf', 'none']).optional().describe('The end of a line. Default: crlf'),
  header: template.optional().describe('First line: "H{date:yyyymmdd}{sequence:5}"'),
  trailer: template.optional().describe('Last line, with control totals: "T{count:7}", "{total(lines.quantity)}"'),
};

/** Lines with columns. */
export const csvLayout = z.strictObject({
  ...named,
  format: z.literal('csv'),
  delimiter: delimiter.optional(),
  quote: z
    .enum(['never', 'needed', 'always'])
    .optional()
    .describe('When a value stands in quotes. needed (default): RFC 4180; never: a value that needs them is refused'),
  columnRow: z.boolean().optional().describe('Whether a line names the columns, behind the header. Default: false'),
  ...shared,
  ...lines,
  record: recordOf(csvItem),
  lists: listsOf(csvItem),
});

/** Lines with values at fixed bytes. */
export const fixedWidthLayout = z.strictObject({
  ...named,
  format: z.literal('fixed-width'),
  width: z.int().min(1).max(100_000).optional().describe('Bytes of every line. Default: as many as it has'),
  ...shared,
  ...lines,
  record: recordOf(fixedWidthItem),
  lists: listsOf(fixedWidthItem),
});

/** Elements in a root. */
export const xmlLayout = z.strictObject({
  ...named,
  format: z.literal('xml'),
  ...shared,
  newline: z.enum(['crlf', 'lf', 'none']).optional().describe('Between records. Default: lf'),
  root: z.strictObject({
    element: xmlName,
    attributes: z.record(xmlName, template).optional().describe('Name → "{date:yyyy-mm-dd}", "{count}" or text'),
  }),
  element: xmlName.describe('The element that is one record'),
  record: recordOf(xmlItem),
  lists: xmlLists,
});

/** For a file that does not say which of them it is: everything else waits until it does. */
export const undecidedLayout = z.object({
  layout: named.layout,
  format: z.enum(['csv', 'fixed-width', 'xml']).describe('How its records are written'),
});

/** Any layout; `format` decides which other members are allowed. */
export const layoutFile = z
  .discriminatedUnion('format', [csvLayout, fixedWidthLayout, xmlLayout])
  .meta({ title: 'Banyan layout', description: 'layouts/<name>.yaml of a facade folder.' });

export type CsvLayoutFormat = z.output<typeof csvLayout>;
export type FixedWidthLayoutFormat = z.output<typeof fixedWidthLayout>;
export type XmlLayoutFormat = z.output<typeof xmlLayout>;
