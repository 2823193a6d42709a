// The routes under /admin/v1/commands, declared. It must never let a decision through that is guessed.
import { z } from 'zod';
import { bodyNamed } from '../routes/component.js';
import { declareRoute } from '../routes/admin-route.js';
import { limit, reason, several, ulid } from '../routes/words.js';
import { commandPage, commandState, erased, shownCommand } from './command-schemas.js';

const ofCommand = z.object({ id: ulid });
const tag = 'commands';
const decided = ['not-found', 'conflict', 'ledger-unavailable'] as const;

export const LIST_COMMANDS = declareRoute({
  ...{ id: 'commands.list', scope: 'admin.commands.read', method: 'GET', path: '/commands', tag },
  summary: 'List commands, newest first, without their inputs',
  query: z.strictObject({
    state: several(commandState, 'Only in these states.'),
    operation: z
      .string()
      .max(128)
      .exactOptional()
      .meta({ pattern: '^[^\\s]+$', description: 'Only of this operation.' }),
    client: z.string().max(64).exactOptional().meta({ pattern: '^[^\\s]+$', description: 'Only of this client.' }),
    order: z
      .string()
      .max(1024)
      .exactOptional()
      .meta({ pattern: '^[\\s\\S]+$', description: 'Only of this order key.' }),
    after: ulid.exactOptional().meta({ description: 'Only older ones than this: next of the page before.' }),
    limit,
  }),
  answer: commandPage,
  problems: ['ledger-unavailable'],
});

export const SHOW_COMMAND = declareRoute({
  ...{ id: 'commands.get', scope: 'admin.commands.read', method: 'GET', path: '/commands/{id}', tag },
  summary: 'One command with its history, reasons and evidence included',
  parameters: ofCommand,
  answer: shownCommand,
  problems: ['not-found', 'ledger-unavailable'],
});

/** A decision that needs a reason and nothing else. */
export const decision = bodyNamed('Decision', z.strictObject({ reason }), { reason: 'the table is repaired' });

export const RETRY_COMMAND = declareRoute({
  ...{ id: 'commands.retry', scope: 'admin.commands.decide', method: 'POST', path: '/commands/{id}/retry', tag },
  summary: 'Deliver a parked command again, in its place of the order',
  ...{ parameters: ofCommand, body: decision, answer: shownCommand, problems: decided },
});

export const CANCEL_COMMAND = declareRoute({
  ...{ id: 'commands.cancel', scope: 'admin.commands.decide', method: 'POST', path: '/commands/{id}/cancel', tag },
  summary: 'Take a command back that was not sent, or give a parked one up',
  ...{ parameters: ofCommand, body: decision, answer: shownCommand, problems: decided },
});

const anyText = z.string().max(4000).meta({ pattern: '^[\\s\\S]*$' });
const scalar = z.union([anyText, z.number(), z.boolean(), z.null()]);
const REFUSAL_REASON = /^[a-z][a-z0-9-]{0,63}$/;
const refusal = z.strictObject({
  reason: z
    .string()
    .regex(REFUSAL_REASON, 'Expected a word of a-z, 0-9 and hyphens, at most 64 characters.')
    .meta({ maxLength: 64, description: 'A reason code of the facade.' }),
  text: z.string().min(1).max(300).meta({ pattern: '^[\\s\\S]+$', description: 'What its sender may read.' }),
});

const resolution = bodyNamed(
  'Resolution',
  z
    .strictObject({
      reason,
      outcome: z.enum(['succeeded', 'refused']),
      result: z
        .record(
          z
            .string()
            .max(128)
            .regex(/^[\s\S]+$/),
          scalar,
        )
        .exactOptional()
        .meta({ maxProperties: 100, description: 'What the ERP gave back, of succeeded ones.' }),
      refusal: refusal.exactOptional().meta({ description: 'Why the ERP refused, of refused ones.' }),
    })
    .superRefine(({ outcome, refusal: given, result }, context) => {
      const isRefused = outcome === 'refused';
      const fault = (member: string, message: string): void =>
        context.addIssue({ code: 'custom', path: [member], message });
      if (isRefused && given === undefined) fault('refusal', 'Expected the reason and the text of the refusal.');
      if (isRefused ? result !== undefined : given !== undefined)
        fault(isRefused ? 'result' : 'refusal', 'Does not go with this outcome.');
    }),
  { reason: 'phoned the ERP team', outcome: 'succeeded', result: { id: 'SO-100045' } },
);

export const RESOLVE_COMMAND = declareRoute({
  ...{ id: 'commands.resolve', scope: 'admin.commands.decide', method: 'POST', path: '/commands/{id}/resolve', tag },
  summary: 'Say what became of a parked command, once a person has found out',
  ...{ parameters: ofCommand, body: resolution, answer: shownCommand, problems: decided },
});

const MOST_IDS = 1_000;
const ONE_SUBJECT = 'Expected exactly one of ids, order, and field with value.';

const erasure = bodyNamed(
  'Erasure',
  z
    .strictObject({
      reason,
      ids: z.array(ulid).min(1).max(MOST_IDS).exactOptional().meta({ description: 'These commands.' }),
      order: z
        .string()
        .min(1)
        .max(1024)
        .exactOptional()
        .meta({ pattern: '^[\\s\\S]+$', description: 'Of this order key.' }),
      field: z
        .string()
        .min(1)
        .max(128)
        .exactOptional()
        .meta({ pattern: '^[\\s\\S]+$', description: 'With `value` in a member of this name, anywhere.' }),
      value: z
        .union([anyText, z.number(), z.boolean()])
        .exactOptional()
        .meta({ description: 'The value of `field`; kept nowhere.' }),
      dryRun: z.boolean().default(false).meta({ description: 'Count only.' }),
    })
    .superRefine(({ ids, order, field, value }, context) => {
      const named = [ids, order, field].filter((each) => each !== undefined).length;
      if (named !== 1 || (field === undefined) !== (value === undefined)) context.addIssue(ONE_SUBJECT);
    }),
  { reason: 'asked to be forgotten', order: 'customers/C10062', dryRun: true },
);

export const ERASE_COMMANDS = declareRoute({
  ...{ id: 'commands.erase', scope: 'admin.commands.erase', method: 'POST', path: '/commands/erase', tag },
  summary: 'Erase what was sent about one subject; ids, states and outcomes stay',
  body: erasure,
  answer: erased,
  problems: ['ledger-unavailable'],
});
