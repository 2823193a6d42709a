// The routes under /admin/v1/calendar, declared. It must never take a time without a zone for one.
import { z } from 'zod';
import { declareRoute } from '../routes/admin-route.js';
import { answerNamed, bodyNamed } from '../routes/component.js';
import { moment, reason, text, word } from '../routes/words.js';

const MOST_CHANNELS = 1_000;
const time = z.string().meta({ maxLength: 5, pattern: '^[0-2][0-9]:[0-5][0-9]$', examples: ['01:00'] });
const name = (description: string) => word(description, 'inbox');
const closedTime = z
  .object({ window: name('The window.'), from: moment('Since or from when.'), until: moment('Until when.') })
  .nullable();
const hours = { closed: closedTime, next: closedTime };
const day = z.int().meta({ format: 'int32', minimum: 1, maximum: 7 });

const window = z.object({
  name: name('Its name.'),
  days: z.array(day).max(7).meta({ description: 'Days on which it begins, 1 Monday to 7 Sunday.' }),
  from: time,
  to: time,
  reads: z.enum(['open', 'cached']),
  writes: z.enum(['open', 'hold']),
  channels: z.array(name('A channel.')).max(MOST_CHANNELS).exactOptional().meta({ description: 'Absent: all.' }),
});

const override = z.object({
  channel: name('Absent, and without reads: everything.').exactOptional(),
  reads: z.literal(true).exactOptional().meta({ description: 'Reads, and no channel.' }),
  until: moment('From then on the calendar holds again.'),
  by: text(64, 'Id of the administrator.'),
  reason: text(500, 'Why.'),
  at: moment('When it was decided.'),
});

const calendar = answerNamed(
  'Calendar',
  z
    .object({
      now: moment('When this was seen.'),
      timezone: word('Zone of the windows.', 'Europe/Copenhagen'),
      windows: z.array(window).max(MOST_CHANNELS),
      reads: z.object(hours).meta({ description: 'While these are closed, reads are answered from what is kept.' }),
      channels: z.array(z.object({ channel: name('Its name.'), ...hours })).max(MOST_CHANNELS),
      overrides: z.array(override).max(MOST_CHANNELS),
    })
    .meta({ description: 'When the ERP is left alone, and how reads and every channel stand now.' }),
  {
    now: '2026-12-01T08:30:00.000Z',
    timezone: 'Europe/Copenhagen',
    windows: [{ name: 'nightly', days: [1, 2, 3, 4, 5], from: '01:00', to: '02:30', reads: 'open', writes: 'hold' }],
    reads: { closed: null, next: null },
    channels: [
      {
        channel: 'inbox',
        closed: null,
        next: { window: 'nightly', from: '2026-12-02T00:00:00.000Z', until: '2026-12-02T01:30:00.000Z' },
      },
    ],
    overrides: [],
  },
);

const UNTIL = 'Expected how long, such as 30m or 2h, or a time with its zone, such as 2026-12-01T04:00:00Z.';

/** How long, as `30m`. */
const DURATION = /^\d{1,6}[smhd]$/;

const until = z
  .string(UNTIL)
  .refine((given) => DURATION.test(given) || z.iso.datetime({ offset: true }).safeParse(given).success, UNTIL)
  .meta({ maxLength: 40, pattern: '^[0-9TZsmhd:.+-]+$', examples: ['30m'], description: 'How long, or until when.' });
const channel = z
  .string()
  .min(1)
  .max(64)
  .exactOptional()
  .meta({ pattern: '^[^\\s]+$', description: 'Absent, and without reads: everything.' });
const reads = z.literal(true).exactOptional().meta({ description: 'Reads only, and no channel.' });

const tag = 'calendar';

export const SHOW_CALENDAR = declareRoute({
  ...{ id: 'calendar.get', scope: 'admin.calendar.read', method: 'GET', path: '/calendar', tag },
  summary: 'Closed times, and how reads and every channel stand now',
  answer: calendar,
});

export const OPEN_CALENDAR = declareRoute({
  ...{ id: 'calendar.open', scope: 'admin.calendar.override', method: 'POST', path: '/calendar/open', tag },
  summary: 'Let reads and writes through although the calendar is closed, for at most seven days',
  body: bodyNamed('CalendarOpening', z.strictObject({ reason, until, channel, reads }), {
    reason: 'the nightly batch was over early',
    until: '30m',
    channel: 'inbox',
  }),
  answer: calendar,
  problems: ['conflict', 'ledger-unavailable'],
});

export const CLOSE_CALENDAR = declareRoute({
  ...{ id: 'calendar.close', scope: 'admin.calendar.override', method: 'POST', path: '/calendar/close', tag },
  summary: 'Let the calendar hold again',
  body: bodyNamed('CalendarClosing', z.strictObject({ reason, channel, reads }), {
    reason: 'as planned again',
    channel: 'inbox',
  }),
  answer: calendar,
  problems: ['conflict', 'ledger-unavailable'],
});
