// The routes under /admin/v1/batches and /admin/v1/reviews, declared.
// It must never promise what is in a file: its records hold what callers sent.
import { z } from 'zod';
import { BATCH_MOVES } from '../../write/drops/batch-moves.js';
import type { BatchState } from '../../write/drops/batch.js';
import { decision } from '../commands/command-routes.js';
import { commandState, stepOf } from '../commands/command-schemas.js';
import { declareRoute } from '../routes/admin-route.js';
import { answerNamed, pageNamed } from '../routes/component.js';
import { count, limit, MANY, moment, MOST_ENTRIES, several, text, ulid, word } from '../routes/words.js';

const STATES = Object.keys(BATCH_MOVES) as [BatchState, ...BatchState[]];
const batchState = z.enum(STATES);
const member = z.object({ commandId: ulid, line: count('Its first line in the file, from 1.') });

const described = {
  id: ulid,
  queue: word('Channel and layout.', 'inbox/customers'),
  sequence: count('The number of the file.'),
  date: z.string().meta({ format: 'date', maxLength: 10, description: 'The civil day in its name.' }),
  fileName: text(255, 'Name of the file.'),
  doneName: text(255, 'Name of the marker that says it is whole.').exactOptional(),
  acknowledgementName: text(255, 'Name of the file that acknowledges it.').exactOptional(),
  sha256: word('Digest of its bytes.', '9f86d081884c7d65'),
  sealedAt: moment('From when on its bytes did not change.'),
  state: batchState,
  fence: count('Grows with every try and every decision.'),
  attempts: count('Tries begun.'),
  changedAt: moment('When it took its last step.'),
  leaseUntil: moment('When the try that is under way counts as over.').exactOptional(),
  notBefore: moment('Not tried before this.').exactOptional(),
  deliveredAt: moment('When it was published.').exactOptional(),
  overdueSince: moment('Since when its acknowledgement is overdue.').exactOptional(),
  parkedReason: text(4000, 'Why a person is needed, of parked ones.').exactOptional(),
};

const EXAMPLE = {
  id: '01JD5Y6Q7R8S9T0V1W2X3Y4Z5B',
  queue: 'inbox/customers',
  sequence: 17,
  date: '2026-12-01',
  fileName: 'CUS000017.CSV',
  sha256: '9f86d081884c7d65',
  sealedAt: '2026-12-01T08:30:00.000Z',
  state: 'parked',
  fence: 2,
  attempts: 1,
  changedAt: '2026-12-01T08:31:00.000Z',
  parkedReason: 'Neither the file nor its acknowledgement was found.',
} as const;

const listedBatch = answerNamed(
  'BatchListItem',
  z.object({ ...described, members: z.array(member).max(MANY) }).meta({ description: 'A file on its way.' }),
  { ...EXAMPLE, members: [{ commandId: '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A', line: 2 }] },
);

const shownBatch = answerNamed(
  'Batch',
  z
    .object({
      ...described,
      members: z
        .array(member.extend({ state: commandState.nullable().meta({ description: 'null: gone.' }) }))
        .max(MANY),
      size: count('Bytes of the file; null once they were erased.').nullable(),
      history: z.array(stepOf(batchState)).max(MANY).meta({ description: 'Its way so far, oldest first.' }),
    })
    .meta({ description: 'A file on its way, with its members and its history.' }),
  {
    ...EXAMPLE,
    members: [{ commandId: '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A', line: 2, state: 'parked' }],
    size: 412,
    history: [{ at: '2026-12-01T08:30:00.000Z', state: 'sealed', by: 'gateway' }],
  },
);

const tag = 'batches';

export const LIST_BATCHES = declareRoute({
  ...{ id: 'batches.list', scope: 'admin.batches.read', method: 'GET', path: '/batches', tag },
  summary: 'List file drops, newest first',
  query: z.strictObject({
    state: several(batchState, 'Only in these states.'),
    queue: z.string().max(256).exactOptional().meta({ pattern: '^[^\\s]+$', description: 'Only of this queue.' }),
    command: ulid.exactOptional().meta({ description: 'Only with this command.' }),
    after: ulid.exactOptional().meta({ description: 'Only older ones than this: next of the page before.' }),
    limit,
  }),
  answer: pageNamed('BatchPage', listedBatch, { most: MOST_ENTRIES, next: ulid }),
  problems: ['ledger-unavailable'],
});

const ofBatch = { parameters: z.object({ id: ulid }), answer: shownBatch };
const decided = { ...ofBatch, body: decision, problems: ['not-found', 'conflict', 'ledger-unavailable'] } as const;

export const SHOW_BATCH = declareRoute({
  ...{ id: 'batches.get', scope: 'admin.batches.read', method: 'GET', path: '/batches/{id}', tag },
  summary: 'One file drop with its members and its history, evidence included',
  ...ofBatch,
  problems: ['not-found', 'ledger-unavailable'],
});

export const RESEND_BATCH = declareRoute({
  ...{ id: 'batches.resend', scope: 'admin.batches.resolve', method: 'POST', path: '/batches/{id}/resend', tag },
  summary: 'Publish the same bytes again, once a person knows that the ERP does not have them',
  ...decided,
});

export const LOOK_FOR_BATCH = declareRoute({
  ...{ id: 'batches.look', scope: 'admin.batches.resolve', method: 'POST', path: '/batches/{id}/look', tag },
  summary: 'Let the gateway look for the file again',
  ...decided,
});

export const BATCH_ARRIVED = declareRoute({
  ...{ id: 'batches.arrived', scope: 'admin.batches.resolve', method: 'POST', path: '/batches/{id}/arrived', tag },
  summary: 'Say that the ERP has the file, once a person has found out',
  ...decided,
});
