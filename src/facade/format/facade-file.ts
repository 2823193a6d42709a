// The whole of facade.yaml: who and what the facade stands for, where it reads, how much it may ask.
import { z } from 'zod';
import { channelFormat } from '../format-of-writes/channel-format.js';
import { calendarFormat } from './calendar-format.js';
import { planFormat } from './plan-format.js';
import { protectionFormat } from './protection-format.js';
import { sourceFormat } from './source-format.js';
import { day, description, title, versionName, wordName } from './words.js';

const EXAMPLE_EXPECTED =
  'must be the path of a read without the version, such as "orders?limit=5" or "customers/C10001".';

const WRITE_EXPECTED = 'must be the id of an operation that creates, such as "orders.create".';

const writeExampleFormat = z
  .strictObject({
    operation: z.string().regex(/^[a-z][a-z0-9-]*\.create$/, WRITE_EXPECTED),
    body: z.record(z.string(), z.unknown()).describe('What is sent: a value the operation takes'),
  })
  .meta({ title: 'A suggested write' });

/** The facade itself. */
export const facadeFile = z
  .strictObject({
    facade: wordName.describe('The name of the facade'),
    title,
    description: description.optional(),
    systems: z.record(wordName, z.strictObject({ title })).optional().describe('Who may own fields'),
    sources: z.record(wordName, sourceFormat).describe('Where the gateway reads'),
    channels: z.record(wordName, channelFormat).optional().describe('Where the gateway writes'),
    protection: z.record(wordName, protectionFormat).optional().describe('Load limits by source or channel'),
    calendar: calendarFormat.optional(),
    plans: z
      .record(wordName, planFormat)
      .optional()
      .describe('What clients may use, by name; a client that names none has the first'),
    examples: z
      .array(z.string().regex(/^[a-z][a-z0-9-]*(\/[^?\s]+)?(\?\S+)?$/, EXAMPLE_EXPECTED))
      .max(5, 'must be at most 5 requests.')
      .optional()
      .describe('Requests worth trying first, shown when the gateway starts: orders?status=open&limit=5'),
    writeExamples: z
      .array(writeExampleFormat)
      .max(3, 'must be at most 3 writes.')
      .optional()
      .describe('Writes worth trying first, shown when the gateway starts; they are safe to send again and again'),
    versions: z
      .record(versionName, z.strictObject({ released: day.describe('Day of release') }))
      .describe('Published versions of the API'),
  })
  .meta({ title: 'Banyan facade', description: 'facade.yaml of a facade folder.' });

export type FacadeFile = z.output<typeof facadeFile>;
