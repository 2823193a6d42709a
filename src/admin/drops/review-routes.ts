// The routes under /admin/v1/reviews, declared.
import { z } from 'zod';
import type { ReviewKind } from '../../observability/observation-of-drops.js';
import { decision } from '../commands/command-routes.js';
import { declareRoute } from '../routes/admin-route.js';
import { answerNamed } from '../routes/component.js';
import { count, limit, moment, MOST_ENTRIES, text, ulid, word } from '../routes/words.js';

const KINDS: readonly ReviewKind[] = ['unknown-command', 'contradiction', 'unreadable', 'misplaced'];
const id = z
  .string()
  .max(64)
  .meta({ pattern: '^[A-Za-z0-9_-]+$', examples: ['n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg'] });

const item = answerNamed(
  'ReviewItem',
  z
    .object({
      id,
      kind: z.enum(KINDS),
      queue: word('Channel and layout.', 'inbox/customers'),
      fileName: text(255, 'The acknowledgement.'),
      line: count('The line in it.'),
      commandId: ulid.exactOptional(),
      detail: text(500, 'What is wrong.'),
      foundAt: moment('When it was found.'),
      closed: z
        .object({
          by: text(64, 'Id of the administrator.'),
          reason: text(500, 'Why.'),
          at: moment('When.'),
        })
        .exactOptional(),
    })
    .meta({ description: 'What an acknowledgement said that could not be believed.' }),
  {
    id: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
    kind: 'unreadable',
    queue: 'inbox/customers',
    fileName: 'CUS000017.ACK',
    line: 3,
    detail: 'The result is none of those the layout declares.',
    foundAt: '2026-12-01T08:32:00.000Z',
  },
);

const tag = 'reviews';

export const LIST_REVIEWS = declareRoute({
  ...{ id: 'reviews.list', scope: 'admin.reviews.read', method: 'GET', path: '/reviews', tag },
  summary: 'List what is open, newest first',
  query: z.strictObject({
    all: z.enum(['true', 'false']).default('false').meta({ description: 'true: closed ones behind them.' }),
    limit,
  }),
  answer: answerNamed('ReviewList', z.object({ data: z.array(item).max(MOST_ENTRIES) }), {
    data: [item.meta()?.['examples']].flat() as z.input<typeof item>[],
  }),
  problems: ['ledger-unavailable'],
});

export const CLOSE_REVIEW = declareRoute({
  ...{ id: 'reviews.close', scope: 'admin.reviews.close', method: 'POST', path: '/reviews/{id}/close', tag },
  summary: 'Put an item aside, once a person has dealt with it',
  parameters: z.object({ id }),
  body: decision,
  answer: answerNamed('ClosedReview', z.object({ id, closed: z.literal(true) }), {
    id: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
    closed: true,
  }),
  problems: ['conflict', 'ledger-unavailable'],
});
