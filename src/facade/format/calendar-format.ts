// When the ERP must be left alone, as YAML, in civil time. It must never be read without its zone.
import { z } from 'zod';
import { timezone, wordName } from './words.js';

/** Days as authors write them, from Monday. */
export const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const civilTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day in quotes, "00:00" to "24:00".');

const window = z
  .strictObject({
    name: z.string().min(1).max(60).describe('For people; shown as the reason why a command is held'),
    days: z
      .union([z.enum(['daily', 'weekdays']), z.array(z.enum(WEEK)).min(1).max(7)])
      .describe('Days on which it begins: daily, weekdays (Monday to Friday) or [sat, sun]'),
    from: civilTime.describe('When it begins; always quoted'),
    to: civilTime.describe('When it ends; always quoted. Not later than `from`: on the next day'),
    reads: z
      .enum(['open', 'cached'])
      .optional()
      .describe('cached: reads are answered from what is kept, and the sources are not asked. Default: open'),
    writes: z.enum(['open', 'hold']).optional().describe('hold (default): nothing arrives at the ERP'),
    channels: z.array(wordName).min(1).max(100).optional().describe('Channels that it closes. Default: all'),
  })
  .meta({ id: 'Window', title: 'Window' });

/** All closed times. */
export const calendarFormat = z
  .strictObject({ timezone, windows: z.array(window).max(100) })
  .meta({ title: 'Calendar', description: 'When the ERP must be left alone.' });

export type CalendarFormat = z.output<typeof calendarFormat>;
export type WindowFormat = z.output<typeof window>;
