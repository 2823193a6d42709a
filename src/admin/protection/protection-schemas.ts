// What the routes under /admin/v1/protection answer: the protection table, as generators of clients see it.
import { z } from 'zod';
import { answerNamed } from '../routes/component.js';
import { count, moment, text, word } from '../routes/words.js';

const MOST = 10_000;
const MOST_SLOTS = 1_000;
const OF_SLOTS = 2 ** 31 - 1;
const ms = (description: string) => count(`${description}, in milliseconds.`);
const slots = (description: string) => count(description, OF_SLOTS);

const freshness = z
  .object({
    freshMs: ms('Age up to which an answer is given without asking'),
    revalidateMs: ms('Age up to which it is given while the source is asked behind it'),
    errorMs: ms('Age up to which it is given when asking failed'),
    outageMs: ms('Age up to which it is given while the source cannot or must not be asked'),
  })
  .nullable()
  .meta({ description: 'Null: no answer is kept.' });

const operation = z.object({
  operation: word('Its id.', 'orders.list'),
  resource: word('What it is about.', 'orders'),
  kind: z.enum(['read', 'write']),
  lane: word('The source or channel in whose lane it waits.', 'replica'),
  asks: z.array(word('A lane.')).max(MOST).meta({ description: 'Other lanes it may ask in.' }),
  queue: word('The queue its commands wait in.', 'procedures').nullable(),
  freshness,
  neverCached: z.array(word('A field.')).max(MOST).meta({ description: 'Fields that keep an answer from being kept.' }),
  deadlineMs: ms('Longest a caller waits; null where a command is accepted').nullable(),
  timeoutMs: ms('Longest one statement or call may run'),
  tries: slots('How often it is tried at most, the first time included.'),
  kept: count('Answers about its resource that are kept.').nullable(),
});

const breaker = z
  .object({
    limits: z.object({
      failures: z
        .number()
        .min(0)
        .max(1)
        .meta({ format: 'double', description: 'Share of bad calls at which it opens.' }),
      of: slots('Calls looked back on.'),
      openMs: ms('How long only probes are let through'),
      slowMs: ms('A call that takes longer counts as bad'),
      windowMs: ms('Calls of longer ago are forgotten'),
    }),
    state: z.enum(['closed', 'open', 'half-open', 'held']).nullable(),
    until: moment('Of an open one: not before then.').nullable(),
    held: z
      .object({ by: text(64, 'Id of the administrator.'), reason: text(500, 'Why.'), at: moment('Since when.') })
      .nullable(),
  })
  .nullable()
  .meta({ description: 'Null: the facade switches it off.' });

const shut = z
  .object({ why: z.enum(['unclean-end', 'closed', 'open', 'held']), forMs: ms('At least so long') })
  .nullable()
  .meta({ description: 'Why no work of callers is let through; null while it is.' });

const lane = z.object({
  lane: word('The source or channel.', 'replica'),
  kind: z.enum(['source', 'channel']),
  limits: z.object({
    concurrency: slots('Most statements or calls at once.'),
    queue: slots('Most callers waiting for a slot.'),
    waitMs: ms('Longest wait for a slot'),
    timeoutMs: ms('Longest one statement or call may run'),
    reserved: slots('Slots that bulk work never takes.'),
    adaptive: z.boolean().meta({ description: 'Whether fewer slots are used while the ERP is slow.' }),
  }),
  now: z
    .object({
      running: slots('Slots that are taken.'),
      queued: slots('Callers waiting.'),
      limit: slots('Slots now: the ceiling, or fewer while the ERP is slow.'),
      ceiling: slots('Slots at most.'),
      reserved: slots('Of them for interactive work only.'),
      shut,
    })
    .nullable(),
  breaker,
});

const plan = z.object({
  name: word('Its name.', 'standard'),
  requests: slots('Requests per window.'),
  windowMs: ms('The window'),
  burst: slots('Requests that may come at once.'),
  concurrency: slots('Requests in flight at once.'),
  priority: z.enum(['interactive', 'bulk']),
  now: z
    .object({
      inFlight: count('Requests in flight, of all its clients.'),
      admitted: count('Requests let through since the start.'),
      refused: z.object({ rate: count('For coming too fast.'), concurrency: count('For being too many at once.') }),
    })
    .nullable(),
});

const overload = z
  .object({
    level: slots('Groups that are refused; 0 when nobody is.'),
    refused: z.array(z.object({ group: word('Who.', 'bulk'), reason: word('What ran short.', 'delay') })).max(MOST),
  })
  .nullable();

const limitsOfLane = { concurrency: 8, queue: 64, waitMs: 1000, timeoutMs: 5000, reserved: 2, adaptive: true };
const ages = { freshMs: 10_000, revalidateMs: 60_000, errorMs: 600_000, outageMs: 10_800_000 };

export const protectionAnswer = answerNamed(
  'Protection',
  z
    .object({
      now: moment('When this was seen.'),
      operations: z.array(operation).max(MOST),
      lanes: z.array(lane).max(MOST_SLOTS),
      plans: z.array(plan).max(MOST_SLOTS).meta({ description: 'The first is that of clients that name none.' }),
      cache: z
        .object({
          entries: count('Answers that are kept.'),
          bytes: count('Bytes they take.'),
          maxBytes: count('Bytes they may take; 0 keeps nothing.'),
        })
        .nullable(),
      overload,
      readsClosed: z
        .object({ window: text(256, 'The window.'), until: moment('Until when no source is asked.') })
        .nullable()
        .meta({ description: 'Null while the calendar lets sources be asked.' }),
    })
    .meta({ description: 'What protects the ERP, operation by operation, and how it stands.' }),
  {
    now: '2026-12-01T08:30:00.000Z',
    operations: [
      {
        ...{ operation: 'orders.list', resource: 'orders', kind: 'read', lane: 'replica', asks: [], queue: null },
        ...{ freshness: ages, neverCached: [], deadlineMs: 6000, timeoutMs: 5000, tries: 2, kept: 41 },
      },
    ],
    lanes: [
      {
        ...{ lane: 'replica', kind: 'source', limits: limitsOfLane },
        now: { running: 3, queued: 0, limit: 8, ceiling: 8, reserved: 2, shut: null },
        breaker: {
          limits: { failures: 0.5, of: 8, openMs: 5000, slowMs: 4000, windowMs: 30_000 },
          ...{ state: 'closed', until: null, held: null },
        },
      },
    ],
    plans: [
      {
        ...{ name: 'standard', requests: 600, windowMs: 60_000, burst: 60, concurrency: 20, priority: 'interactive' },
        now: { inFlight: 2, admitted: 1204, refused: { rate: 0, concurrency: 0 } },
      },
    ],
    cache: { entries: 512, bytes: 4_194_304, maxBytes: 134_217_728 },
    overload: { level: 0, refused: [] },
    readsClosed: null,
  },
);

export const droppedAnswer = answerNamed(
  'Dropped',
  z.object({ dropped: count('Answers that are not given any more.') }),
  { dropped: 41 },
);
