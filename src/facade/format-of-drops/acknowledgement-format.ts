// What the ERP's batch job says of a file it took in, as YAML. It must never say what a record means to callers beyond
// applied and refused.
import { z } from 'zod';
import { duration, fieldName } from '../format/words.js';
import { refusal } from '../format-of-writes/procedure-format.js';
import { byteSpan, delimiter, fileEncoding, ordinal, template, xmlName } from './file-words.js';

const MEMBERS = ['command', 'line', 'key', 'result', 'reason', 'message'] as const;
/** What a record of an acknowledgement can tell. */
export type AcknowledgementMember = (typeof MEMBERS)[number];
const member = z.enum(MEMBERS);

const shared = {
  file: template.describe('Its name: "AMD{date:yyyymmdd}{sequence:5}.ACK" or "{file}.ACK"'),
  match: z
    .enum(['command', 'file-and-line', 'business-key', 'file', 'errors-only'])
    .describe(
      'How a record of it is told to belong to a command. command: by the id; file-and-line: by the number of the line, in xml ' +
        'of the record; business-key: by a value of the record; file: one result for the whole file; errors-only: by ' +
        'command, line or key, and whoever is not named has succeeded',
    ),
  businessKey: z
    .string()
    .regex(/^(\$key|[a-z][A-Za-z0-9]{0,63})$/, 'must be a field of the input or "$key".')
    .optional()
    .describe('Of business-key: the field, or $key, whose text in the record is given back'),
  encoding: fileEncoding.optional().describe('Default: that of the file'),
  results: z
    .record(z.string().min(1).max(100), z.enum(['applied', 'refused']))
    .describe('Code of the ERP → what it means; a code that is not listed is put to a person'),
  reasons: z
    .record(z.string().min(1).max(100), refusal)
    .optional()
    .describe('Code of a reason → what it refuses; one that is not listed is told in the words of the ERP'),
  overdue: duration.describe('An alarm and a look after this long without it; never a second file'),
  settles: duration
    .optional()
    .describe('Of errors-only: how long after the file was taken in nobody is refused any more'),
};

const skip = z
  .strictObject({
    first: z.int().min(0).max(1000).optional().describe('Default: 0'),
    last: z.int().min(0).max(1000).optional().describe('Default: 0'),
  })
  .optional()
  .describe('Lines to leave out at the start and at the end');

/** Lines with columns. */
export const csvAcknowledgement = z.strictObject({
  format: z.literal('csv'),
  ...shared,
  delimiter: delimiter.optional(),
  skip,
  columns: z.partialRecord(member, ordinal).describe('What it tells → number of the column, from 1'),
  outputs: z.record(fieldName, ordinal).optional().describe('Result → number of the column'),
});

/** Lines with values at fixed bytes. */
export const fixedWidthAcknowledgement = z.strictObject({
  format: z.literal('fixed-width'),
  ...shared,
  skip,
  bytes: z.partialRecord(member, byteSpan).describe('What it tells → { at: 1, width: 26 }'),
  outputs: z.record(fieldName, byteSpan).optional().describe('Result → { at: 30, width: 10 }'),
});

const xmlPlace = z
  .strictObject({ attribute: xmlName.optional(), element: xmlName.optional() })
  .meta({ id: 'XmlPlace', title: 'Attribute or element' });

/** Elements with attributes and elements of their own. */
export const xmlAcknowledgement = z.strictObject({
  format: z.literal('xml'),
  ...shared,
  element: xmlName.describe('The element that is one record'),
  attributes: z.partialRecord(member, xmlName).optional().describe('What it tells → name of the attribute'),
  elements: z.partialRecord(member, xmlName).optional().describe('What it tells → name of the element'),
  outputs: z.record(fieldName, xmlPlace).optional().describe('Result → { attribute: number }'),
});

/** One file per batch, or nothing. */
export const acknowledgementFormat = z
  .union([
    z.discriminatedUnion('format', [csvAcknowledgement, fixedWidthAcknowledgement, xmlAcknowledgement]),
    z.literal('none'),
  ])
  .describe('What the ERP says of a file, or "none" where it says nothing and `verify` of the operation must find out');

export type AcknowledgementFormat = z.output<typeof acknowledgementFormat>;
export type AcknowledgementFileFormat = Exclude<AcknowledgementFormat, 'none'>;
