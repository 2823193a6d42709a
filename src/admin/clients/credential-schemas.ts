// Credentials as administrators see and ask for them. It must never hold a digest, nor a secret besides a new one.
import { z } from 'zod';
import { answerNamed, bodyNamed } from '../routes/component.js';
import { clientId, count, moment, reason, text, word } from '../routes/words.js';

const proof = z.enum(['secret', 'public-key', 'key-set', 'issuer']);
const credentialId = z
  .string()
  .meta({ maxLength: 64, pattern: '^[A-Za-z0-9._-]{1,64}$', examples: ['6f1f2d3c4b5a6978'] });

/** Parameters of an address that names a credential. */
export const ofCredential = z.object({
  id: clientId,
  credentialId,
});

const member = (example: string) => word('Of the key.', example).exactOptional();
const shownKey = z.object({
  kty: member('EC'),
  crv: member('P-256'),
  x: text(2048, 'Of the key.').exactOptional(),
  y: text(2048, 'Of the key.').exactOptional(),
  n: text(2048, 'Of the key.').exactOptional(),
  e: member('AQAB'),
  kid: text(200, 'Its id.').exactOptional(),
  alg: member('ES256'),
  use: member('sig'),
});

const LAST_USE =
  'Its last use. Absent beside firstUsedAt: it was used then, and perhaps later, as a gateway that is killed loses up to ' +
  'a minute of uses. Absent without firstUsedAt: it was never used.';

const described = z
  .object({
    id: credentialId,
    kind: proof,
    state: z.enum(['pending', 'active', 'retiring', 'expired', 'revoked']),
    createdAt: moment('When it was made.'),
    startsAt: moment('Good from then on.').exactOptional(),
    expiresAt: moment('Good until then.').exactOptional(),
    endsAt: moment('When it is over as things stand; absent: it does not end by itself.').exactOptional(),
    retirement: z
      .object({
        since: moment('When it was asked for.'),
        until: moment('Good until then at the latest.'),
        replacedBy: credentialId,
        afterFirstUseMs: count('It ends so long after the first use of the one that replaces it.').exactOptional(),
      })
      .exactOptional(),
    endsWithoutSuccessor: z.boolean().exactOptional().meta({
      description: 'It is retiring, and no other one of its kind takes its place: let it stay, or make another one.',
    }),
    revokedAt: moment('When it was revoked.').exactOptional(),
    firstUsedAt: moment('When it was first used.').exactOptional(),
    lastUse: z
      .object({
        lastUsedAt: moment('When.'),
        address: text(64, 'From where.'),
        operation: word('By which operation.', 'orders.list'),
      })
      .exactOptional()
      .meta({ description: LAST_USE }),
    jwk: shownKey.exactOptional(),
    jwksUri: text(2048, 'Where its keys are published.').exactOptional(),
    issuer: text(2048, 'Whose tokens prove it.').exactOptional(),
    subject: text(255, 'For whom they are.').exactOptional(),
  })
  .meta({ description: 'What a client proves itself with. The secret itself is kept nowhere.' });

/** True of any credential that is retiring. */
export const CREDENTIAL_EXAMPLE: z.input<typeof described> = {
  id: '6f1f2d3c4b5a6978',
  kind: 'secret',
  state: 'retiring',
  createdAt: '2026-06-01T08:30:00.000Z',
  endsAt: '2026-12-02T08:30:00.000Z',
  retirement: {
    since: '2026-12-01T08:30:00.000Z',
    until: '2026-12-02T08:30:00.000Z',
    replacedBy: '0a1b2c3d4e5f6071',
  },
  firstUsedAt: '2026-06-01T09:00:00.000Z',
  lastUse: { lastUsedAt: '2026-12-01T08:29:58.000Z', address: '10.1.2.3', operation: 'orders.list' },
};

/** A credential as it is shown. */
export const shownCredential = answerNamed('Credential', described, CREDENTIAL_EXAMPLE);

const times = {
  startsAt: moment('Good from then on; absent: at once.').exactOptional(),
  expiresAt: moment('Good until then; absent: as the client’s credentialDays have it.').exactOptional(),
};

const asked = {
  kind: proof.exactOptional().meta({ description: 'Absent: a secret.' }),
  ...times,
  jwk: z
    .looseObject({})
    .exactOptional()
    .meta({ maxProperties: 20, description: 'Of a public key: EC P-256, RSA from 2048 bits, or Ed25519 (RFC 7517).' }),
  jwksUri: text(2048, 'Of a key set: an https address on a host that the settings allow.').exactOptional(),
  issuer: text(2048, 'Of an external issuer: one that the settings trust.').exactOptional(),
  subject: text(255, 'Of an external issuer: for whom its tokens are.').exactOptional(),
};

const SECRET_ONLY = 'An administrator proves itself with a secret and nothing else.';
const askedSecret = {
  kind: z.literal('secret', SECRET_ONLY).exactOptional().meta({ description: SECRET_ONLY }),
  ...times,
};

/** The first credential of an application, and of an administrator. */
export const firstCredential = z.strictObject(asked);
export const firstSecret = z.strictObject(askedSecret);

const rotating = {
  overlap: z
    .string()
    .exactOptional()
    .meta({
      ...{ maxLength: 8, pattern: '^[0-9]{1,7}[smhd]$', examples: ['24h', '0s', '7d'] },
      description: 'How long the present credential of the same kind stays good. Absent: 24h.',
    }),
  overlapFrom: z
    .enum(['now', 'first-use'])
    .exactOptional()
    .meta({ description: 'From when the overlap counts: from when the new one is good, or from its first use.' }),
  reason: reason.exactOptional(),
};
const ROTATION = { overlap: '24h', overlapFrom: 'first-use', reason: 'yearly rotation' } as const;

/** A credential beside what there is. */
export const wantedCredential = bodyNamed('CredentialIssue', z.strictObject({ ...asked, ...rotating }), ROTATION);

/** The same of an administrator. */
export const wantedSecret = bodyNamed('SecretIssue', z.strictObject({ ...askedSecret, ...rotating }), ROTATION);

/** A retirement that is moved or called off. */
export const movedRetirement = bodyNamed(
  'RetirementMove',
  z.strictObject({
    until: moment('When it is to end; null lets it stay.').nullable(),
    reason: reason.exactOptional(),
  }),
  { until: '2026-12-05T18:00:00Z', reason: 'the app is deployed on Saturday' },
);
