// The routes under /admin/v1/signing-keys, declared. It must never promise a private key.
import { z } from 'zod';
import { declareRoute } from '../routes/admin-route.js';
import { answerNamed, bodyNamed } from '../routes/component.js';
import { moment, reason, word } from '../routes/words.js';

const key = z
  .object({
    kid: word('Its thumbprint (RFC 7638).', 'Zk3P0mYw2r1v4cXb7fQ9sTnLhJ8aGd5eUoIyKxWqRtM'),
    state: z
      .enum(['next', 'current', 'old', 'over'])
      .meta({ description: 'next: published, does not sign yet. current: signs. old: only believed. over: neither.' }),
    createdAt: moment('When it was made.'),
    signsFrom: moment('From when on it signs.'),
    verifiesUntil: moment('When it is not believed any more; absent while no later key is known.').exactOptional(),
  })
  .meta({ description: 'A key that access tokens are signed with.' });

const keys = answerNamed('SigningKeys', z.object({ data: z.array(key).max(100) }), {
  data: [
    {
      kid: 'Zk3P0mYw2r1v4cXb7fQ9sTnLhJ8aGd5eUoIyKxWqRtM',
      state: 'current',
      createdAt: '2026-10-01T00:00:00.000Z',
      signsFrom: '2026-10-02T00:00:00.000Z',
    },
  ],
});

const rotation = bodyNamed(
  'SigningKeyRotation',
  z.strictObject({
    now: z.boolean().default(false).meta({
      description: 'Sign with it at once: whoever keeps the published keys for a while refuses its tokens meanwhile.',
    }),
    withdraw: z.boolean().default(false).meta({
      description: 'For a key that leaked: give up the keys so far with every token they signed. Signs at once.',
    }),
    reason: reason.exactOptional(),
  }),
  { now: false, withdraw: false, reason: 'the quarterly rotation' },
);

const tag = 'signing keys';

export const LIST_SIGNING_KEYS = declareRoute({
  ...{ id: 'signing-keys.list', scope: 'admin.keys.read', method: 'GET', path: '/signing-keys', tag },
  summary: 'Every key that is published, in the order in which they sign',
  answer: keys,
});

export const ROTATE_SIGNING_KEYS = declareRoute({
  ...{ id: 'signing-keys.rotate', scope: 'admin.keys.rotate', method: 'POST', path: '/signing-keys/rotate', tag },
  summary: 'Bring in a new key, published before it signs',
  body: rotation,
  answer: keys,
  problems: ['ledger-unavailable'],
});
