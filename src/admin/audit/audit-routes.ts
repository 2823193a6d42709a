// The routes under /admin/v1/audit, declared. It must never hand on a moment that is none.
import { z } from 'zod';
import { AUDIT_ACTIONS, AUDIT_ACTORS } from '../../audit/audit-entry.js';
import type { AuditActor } from '../../audit/audit-entry.js';
import { declareRoute, NDJSON } from '../routes/admin-route.js';
import { answerNamed, pageNamed } from '../routes/component.js';
import { count, limit, moment, MOST_ENTRIES, text, word } from '../routes/words.js';

const ACTOR = new RegExp(`^(?:(${AUDIT_ACTORS.join('|')}):)?([^:]{1,64})$`, 'u');
const EXPECTED = `Expected an id such as alice, or with its kind before it (${AUDIT_ACTORS.join(', ')}): client:web-shop.`;

/** `alice`, or `administrator:alice` where an id may belong to several kinds. */
const actor = z
  .string()
  .regex(ACTOR, EXPECTED)
  .meta({ maxLength: 80, examples: ['administrator:alice'], description: 'Only what this one did.' })
  .transform((given) => {
    const [, kind, id = ''] = ACTOR.exec(given) ?? [];
    return { id, ...(kind !== undefined && { kind: kind as AuditActor['kind'] }) };
  });

const instant = (description: string) =>
  z.iso
    .datetime({ offset: true, error: 'Expected a moment such as 2026-11-20T12:00:00Z.' })
    .meta({ maxLength: 40, description, examples: ['2026-11-20T12:00:00Z'] })
    .transform((given) => new Date(given).toISOString())
    .exactOptional();

const filters = {
  actor: actor.exactOptional(),
  action: z.enum(AUDIT_ACTIONS).exactOptional().meta({ description: 'Only this action.' }),
  subject: z
    .string()
    .min(1)
    .max(256)
    .exactOptional()
    .meta({ pattern: '^[\\s\\S]+$', description: 'Only what was done to this.', examples: ['client/web-shop'] }),
  outcome: z.enum(['done', 'refused']).exactOptional(),
  from: instant('From this moment on.'),
  to: instant('Before this moment.'),
  correlationId: z
    .string()
    .min(1)
    .max(128)
    .exactOptional()
    .meta({ pattern: '^[\\s\\S]+$', description: 'Only what happened on behalf of this request.' }),
};

const told = z.union([text(4000, 'In words.'), z.number(), z.boolean()]);

const entry = answerNamed(
  'AuditEntry',
  z
    .object({
      place: count('Its number in the trail, from 1.'),
      at: moment('When.'),
      actor: z.object({ kind: z.enum(AUDIT_ACTORS), id: text(128, 'Who.') }),
      action: z.enum(AUDIT_ACTIONS),
      subject: text(4000, 'What it was done to.'),
      outcome: z.enum(['done', 'refused']),
      address: text(64, 'Network address the decision came from.').exactOptional(),
      correlationId: word('Of the request.', 'web-4711').exactOptional(),
      reason: text(500, 'Why.').exactOptional(),
      detail: z
        .record(z.string().meta({ maxLength: 64, pattern: '^[A-Za-z]+$' }), told)
        .exactOptional()
        .meta({ maxProperties: 50, description: 'Names, counts and states.' }),
    })
    .meta({ description: 'One decision, or one thing that has to be told.' }),
  {
    place: 42,
    at: '2026-12-01T08:30:00.000Z',
    actor: { kind: 'administrator', id: 'alice' },
    action: 'credential.issue',
    subject: 'client/web-shop',
    outcome: 'done',
    address: '10.1.2.3',
    correlationId: '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A',
    reason: 'yearly rotation',
    detail: { credential: '6f1f2d3c4b5a6978', kind: 'secret' },
  },
);

const tag = 'audit';

export const LIST_AUDIT = declareRoute({
  ...{ id: 'audit.list', scope: 'admin.audit.read', method: 'GET', path: '/audit', tag },
  summary: 'Search the audit trail, newest first',
  query: z.strictObject({
    ...filters,
    after: z.coerce
      .number<string>()
      .int()
      .min(1)
      .exactOptional()
      .meta({ format: 'int64', description: 'Only entries before this place: next of the page before.' }),
    limit,
  }),
  answer: pageNamed('AuditPage', entry, { most: MOST_ENTRIES, next: count('A place.') }),
  problems: ['ledger-unavailable'],
});

export const EXPORT_AUDIT = declareRoute({
  ...{ id: 'audit.export', scope: 'admin.audit.read', method: 'GET', path: '/audit/export', tag },
  summary: 'Take the audit trail along, oldest first, as lines of JSON',
  description:
    'The first line says of which trail and when, the last one how many entries there are: an export without it is not ' +
    'whole. Without filters it can be verified: `banyan audit verify --export FILE`.',
  query: z.strictObject(filters),
  answer: z.string().meta({ maxLength: Number.MAX_SAFE_INTEGER, pattern: '^[\\s\\S]*$' }),
  gives: NDJSON,
});
