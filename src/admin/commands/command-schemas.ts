// Commands as administrators see them. It must never promise an input that is not masked.
import { z } from 'zod';
import { COMMAND_MOVES } from '../../write/command-moves.js';
import type { CommandState } from '../../write/command.js';
import { answerNamed, pageNamed } from '../routes/component.js';
import { count, json, MANY, moment, MOST_ENTRIES, text, ulid, word } from '../routes/words.js';

const STATES = Object.keys(COMMAND_MOVES) as [CommandState, ...CommandState[]];

/** Where a command can stand. */
export const commandState = z.enum(STATES);

/** One step of a history. */
export function stepOf<State extends z.ZodType>(state: State) {
  return z.object({
    at: moment('When.'),
    state,
    by: text(64, '`gateway`, or the id of the administrator who decided.'),
    reason: text(4000, 'Why.').exactOptional(),
    evidence: json.exactOptional().meta({ description: 'What was learnt about the effect.' }),
  });
}

const described = {
  id: ulid,
  clientId: word('Whose it is.', 'web-shop'),
  version: word('Of the API.', 'v1'),
  operation: word('What was asked for.', 'orders.create'),
  resource: word('What it is about.', 'orders'),
  key: text(1024, 'Key of the record, of changes and actions.').exactOptional(),
  seenVersion: text(1024, 'Version of the record that the sender has seen.').exactOptional(),
  bindingDigest: word('Digest of the binding it was accepted under.', 'pE0sLKMQ'),
  orderKey: text(1024, 'Commands with the same key go one after the other.'),
  whenParked: z.enum(['block', 'pass']).meta({ description: 'Whether later ones of the same order key wait for it.' }),
  channel: word('The queue it waits in.', 'inbox/order-amendments'),
  correlationId: word('Of the request that brought it.', 'web-4711'),
  acceptedAt: moment('When it was stored.'),
  state: commandState,
  fence: count('Grows with every claim.'),
  attempts: count('Deliveries begun.'),
  changedAt: moment('When it took its last step.'),
  erasedAt: moment('When its payload was erased.').exactOptional(),
  notBefore: moment('Not sent before this, of held ones and of those in backoff.').exactOptional(),
  result: json.exactOptional().meta({ description: 'What the ERP gave back, of succeeded ones.' }),
  refusal: z
    .object({ reason: word('A stable word.', 'out-of-stock'), text: text(4000, 'A sentence.') })
    .exactOptional()
    .meta({ description: 'Why the ERP refused, of refused ones.' }),
  parkedReason: text(4000, 'Why a person is needed, of parked ones.').exactOptional(),
  waitingFor: ulid.exactOptional().meta({ description: 'The earlier command that must settle first.' }),
};

const EXAMPLE = {
  id: '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A',
  clientId: 'web-shop',
  version: 'v1',
  operation: 'orders.create',
  resource: 'orders',
  bindingDigest: 'pE0sLKMQ',
  orderKey: 'orders/01JD5Y6Q7R8S9T0V1W2X3Y4Z5A',
  whenParked: 'block',
  channel: 'procedures',
  correlationId: 'web-4711',
  acceptedAt: '2026-12-01T08:30:00.000Z',
  state: 'parked',
  fence: 3,
  attempts: 1,
  changedAt: '2026-12-01T08:31:00.000Z',
  parkedReason: 'The ERP answered with an error that the facade does not declare (8115).',
} as const;

/** As a list shows it. */
const listedCommand = answerNamed(
  'CommandListItem',
  z.object(described).meta({ description: 'A command without its input.' }),
  EXAMPLE,
);

/** A page of them. */
export const commandPage = pageNamed('CommandPage', listedCommand, { most: MOST_ENTRIES, next: ulid });

/** As whoever looks at one sees it. */
export const shownCommand = answerNamed(
  'Command',
  z
    .object({
      ...described,
      input: json.meta({ description: 'What was sent; sensitive values are masked.' }),
      history: z.array(stepOf(commandState)).max(MANY).meta({ description: 'Its way so far, oldest first.' }),
    })
    .meta({ description: 'A command, with its history.' }),
  {
    ...EXAMPLE,
    input: { customerId: 'C10062' },
    history: [{ at: '2026-12-01T08:30:00.000Z', state: 'accepted', by: 'gateway' }],
  },
);

/** What an erasure comes to. */
export const erased = answerNamed(
  'ErasureCounts',
  z.object({
    dryRun: z.boolean().meta({ description: 'True: nothing was erased.' }),
    erased: count('Commands whose payload is, or would be, erased.'),
    unsettled: count('Commands that are not settled and are left whole.'),
  }),
  { dryRun: true, erased: 3, unsettled: 0 },
);
