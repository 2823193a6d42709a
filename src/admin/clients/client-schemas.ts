// Clients and administrators as administrators see, make and change them.
// It must never check what the desk checks: all faults of a request come at once, from one place.
import { z } from 'zod';
import { LONGEST_LIFE_DAYS, LONGEST_TEXT, MOST_SCOPES } from '../../credentials/desk/check-client.js';
import { MOST_NETWORKS } from '../../credentials/networks/network-list.js';
import { answerNamed, bodyNamed, pageNamed } from '../routes/component.js';
import { clientId, moment, MOST_ENTRIES, reason, text } from '../routes/words.js';
import { CREDENTIAL_EXAMPLE, firstCredential, firstSecret, shownCredential } from './credential-schemas.js';

const SEEN = '^[^\\p{Cc}\\p{Cf}]*$';
const name = text(LONGEST_TEXT, 'For people.', SEEN).meta({ minLength: 1, examples: ['Web shop'] });
const contact = text(LONGEST_TEXT, 'Whom to ask about it: a person, a team, an address.', SEEN).meta({ minLength: 1 });
const system = text(64, 'The system it speaks for; one that the facade names.', SEEN);
const plan = text(64, 'A plan that the facade names.', SEEN);
const scope = z.string().meta({ maxLength: 256, pattern: '^[A-Za-z*][A-Za-z0-9.*-]*$', examples: ['orders.*'] });
const scopes = z.array(scope).meta({ maxItems: MOST_SCOPES });
const network = z.string().meta({ maxLength: 64, pattern: '^[0-9A-Fa-f.:/]+$', examples: ['10.1.0.0/16'] });
const networks = z.array(network).meta({
  maxItems: MOST_NETWORKS,
  description: 'Networks it may call from, in CIDR notation. Absent: from anywhere.',
});
const credentialDays = z
  .number()
  .meta({ type: 'integer', format: 'int32', minimum: 1, maximum: LONGEST_LIFE_DAYS })
  .meta({ description: 'Whole days a credential lives that is made from now on. Absent: they do not expire.' });

const OPERATIONS = 'Operation ids and patterns: `orders.list`, `orders.*`, `*`.';
const ADMIN = 'Admin scopes and patterns: `admin.clients.read`, `admin.clients.*`, `admin.*`.';
const GRANTS = 'Scopes of applications that it may hand out, and whose credentials it may make.';

/** A client as it is shown. */
export const shownClient = answerNamed(
  'Client',
  z
    .object({
      id: clientId,
      kind: z.enum(['application', 'administrator']),
      name,
      contact: contact.exactOptional(),
      system: system.exactOptional(),
      scopes: scopes.meta({ description: `Of an application: ${OPERATIONS} Of an administrator: ${ADMIN}` }),
      grants: scopes.exactOptional().meta({ description: `Of an administrator: ${GRANTS}` }),
      plan: plan.exactOptional(),
      networks: networks.exactOptional(),
      credentialDays: credentialDays.exactOptional(),
      createdAt: moment('When it was made.'),
      revokedAt: moment('When it was revoked, for good.').exactOptional(),
      credentials: z.array(shownCredential).max(MOST_ENTRIES).meta({ description: 'The oldest first.' }),
    })
    .meta({ description: 'An application that may call the API, or an administrator.' }),
  {
    id: 'web-shop',
    kind: 'application',
    name: 'Web shop',
    contact: 'shop team, shop@example.com',
    system: 'webshop',
    scopes: ['orders.*', 'items.list'],
    networks: ['10.1.0.0/16'],
    credentialDays: 365,
    createdAt: '2026-06-01T08:30:00.000Z',
    credentials: [CREDENTIAL_EXAMPLE],
  },
);

/** A page of them. */
export const clientPage = pageNamed('ClientPage', shownClient, { most: MOST_ENTRIES, next: clientId });

/** A client with a new credential. */
export const issued = answerNamed(
  'IssuedCredential',
  z
    .object({
      client: shownClient,
      credential: shownCredential,
      secret: z
        .string()
        .exactOptional()
        .meta({
          ...{ maxLength: 94, pattern: '^bny_[0-9a-f]{16}_[0-9a-f]{64}_[0-9a-f]{8}$' },
          description: 'Of a secret: shown this once, kept nowhere.',
        }),
    })
    .meta({ description: 'A credential that was just made.' }),
  {
    client: {
      id: 'web-shop',
      kind: 'application',
      name: 'Web shop',
      scopes: ['orders.*'],
      createdAt: '2026-06-01T08:30:00.000Z',
      credentials: [{ id: '0a1b2c3d4e5f6071', kind: 'secret', state: 'active', createdAt: '2026-12-01T08:30:00.000Z' }],
    },
    credential: { id: '0a1b2c3d4e5f6071', kind: 'secret', state: 'active', createdAt: '2026-12-01T08:30:00.000Z' },
    secret: `bny_0a1b2c3d4e5f6071_${'0123456789abcdef'.repeat(4)}_00000000`,
  },
);

const made = {
  id: clientId.meta({ description: 'Never given to another client again.' }),
  name,
  contact: contact.exactOptional(),
  networks: networks.exactOptional(),
  credentialDays: credentialDays.exactOptional(),
  reason: reason.exactOptional(),
};

const FIRST = 'Its first one; absent: a secret, good at once.';

const changed = {
  name: name.exactOptional(),
  contact: contact.nullable().exactOptional(),
  networks: networks.nullable().exactOptional(),
  credentialDays: credentialDays.nullable().exactOptional(),
  reason: reason.exactOptional(),
};

/** A new application. */
export const clientCreate = bodyNamed(
  'ClientCreate',
  z.strictObject({
    ...made,
    credential: firstCredential.exactOptional().meta({ description: FIRST }),
    scopes: scopes.meta({ description: OPERATIONS }),
    system: system.exactOptional(),
    plan: plan.exactOptional(),
  }),
  { id: 'web-shop', name: 'Web shop', contact: 'shop team, shop@example.com', scopes: ['orders.*', 'items.list'] },
);

/** A change of an application (RFC 7396): what is absent stays, null goes. */
export const clientChange = bodyNamed(
  'ClientChange',
  z.strictObject({
    ...changed,
    scopes: scopes.exactOptional().meta({ description: OPERATIONS }),
    system: system.nullable().exactOptional(),
    plan: plan.nullable().exactOptional(),
  }),
  { scopes: ['orders.list', 'orders.get'], reason: 'the shop only reads' },
);

/** A new administrator. */
export const administratorCreate = bodyNamed(
  'AdministratorCreate',
  z.strictObject({
    ...made,
    credential: firstSecret.exactOptional().meta({ description: FIRST }),
    scopes: scopes.meta({ description: ADMIN }),
    grants: scopes.exactOptional().meta({ description: `${GRANTS} Absent: none.` }),
  }),
  { id: 'mette', name: 'Mette', scopes: ['admin.clients.*', 'admin.audit.read'], grants: ['orders.*'] },
);

/** A change of an administrator. */
export const administratorChange = bodyNamed(
  'AdministratorChange',
  z.strictObject({
    ...changed,
    scopes: scopes.exactOptional().meta({ description: ADMIN }),
    grants: scopes.exactOptional().meta({ description: GRANTS }),
  }),
  { grants: ['orders.*', 'customers.*'] },
);

/** No more than a reason, and that only if one likes. */
export const mayGiveReason = bodyNamed('OptionalReason', z.strictObject({ reason: reason.exactOptional() }), {
  reason: 'it leaked',
});
