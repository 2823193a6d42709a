// A file drop that does what an operation says, as YAML. It must never describe the file; that is the layout's.
import { z } from 'zod';
import { duration, wordName } from '../format/words.js';
import { verifyFormat } from '../format-of-writes/verify-format.js';

/** The channel, the layout, when a file is closed, and how to find out what became of a record. */
export const dropFormat = z
  .strictObject({
    channel: wordName.describe('One of `channels` in facade.yaml that drops files'),
    layout: wordName.describe('One of layouts/*.yaml; a layout belongs to one operation'),
    batch: z
      .strictObject({
        every: duration.optional().describe('Longest wait of a record for others, 100ms to 24h. Default: 10s'),
        records: z.int().min(1).max(10_000).optional().describe('Most records of one file. Default: 500'),
      })
      .optional()
      .describe('When a file is closed: whichever comes first'),
    verify: verifyFormat
      .optional()
      .describe(
        'How to find out whether a record was applied, where nothing is acknowledged or an acknowledgement is overdue. ' +
          '"none": a person decides, and you know it',
      ),
  })
  .meta({ title: 'File drop' });

export type DropFormat = z.output<typeof dropFormat>;
