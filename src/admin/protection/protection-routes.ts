// The routes under /admin/v1/protection, declared. It must never let a breaker be held, or anything be dropped, without a
// reason.
import { z } from 'zod';
import { decision } from '../commands/command-routes.js';
import { declareRoute } from '../routes/admin-route.js';
import { bodyNamed } from '../routes/component.js';
import { reason } from '../routes/words.js';
import { droppedAnswer, protectionAnswer } from './protection-schemas.js';

const tag = 'protection';
const NAME = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';
const ofBreaker = z.object({
  name: z
    .string()
    .max(64)
    .regex(new RegExp(NAME))
    .meta({ minLength: 1, maxLength: 64, pattern: NAME, description: 'A source or channel.', examples: ['replica'] }),
});
const decided = ['not-found', 'conflict', 'ledger-unavailable'] as const;

export const SHOW_PROTECTION = declareRoute({
  ...{ id: 'protection.get', scope: 'admin.protection.read', method: 'GET', path: '/protection', tag },
  summary: 'The protection of every operation, and how lanes, breakers, plans and kept answers stand',
  answer: protectionAnswer,
});

export const HOLD_BREAKER = declareRoute({
  ...{ id: 'protection.hold', scope: 'admin.protection.hold', method: 'POST', tag },
  path: '/protection/breakers/{name}/hold',
  summary: 'Hold a breaker open: the source or channel is left alone until it is released',
  ...{ parameters: ofBreaker, body: decision, answer: protectionAnswer, problems: decided },
});

export const RELEASE_BREAKER = declareRoute({
  ...{ id: 'protection.release', scope: 'admin.protection.hold', method: 'POST', tag },
  path: '/protection/breakers/{name}/release',
  summary: 'Release a breaker that is held: probes find out how the ERP is',
  ...{ parameters: ofBreaker, body: decision, answer: protectionAnswer, problems: decided },
});

const resource = z
  .string()
  .min(1)
  .max(64)
  .exactOptional()
  .meta({ pattern: '^[^\\s]+$', description: 'Only answers about this resource. Absent: all.' });

export const DROP_ANSWERS = declareRoute({
  ...{ id: 'protection.drop', scope: 'admin.protection.drop', method: 'POST', path: '/protection/cache/drop', tag },
  summary: 'Drop kept answers, so that the sources are asked anew',
  body: bodyNamed('AnswersToDrop', z.strictObject({ reason, resource }), {
    reason: 'the prices were corrected in the ERP',
    resource: 'prices',
  }),
  answer: droppedAnswer,
  problems: ['ledger-unavailable'],
});
