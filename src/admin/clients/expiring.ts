// GET /admin/v1/credentials: which credentials are about to end, the first to end first, declared and served.
// It must never show administrators to somebody who may only look at clients.
import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { ClientDesk } from '../../credentials/desk/client-desk.js';
import { LONGEST_LIFE_DAYS, LONGEST_TEXT } from '../../credentials/desk/check-client.js';
import { covers } from '../../credentials/scopes.js';
import { DAY_MS, durationMs } from '../../kernel/duration.js';
import { ADMIN_PREFIX, declareRoute } from '../routes/admin-route.js';
import type { AnswerOf, AskedOf } from '../routes/admin-route.js';
import { answerNamed } from '../routes/component.js';
import { Serves } from '../routes/serves.js';
import { clientId, moment, text } from '../routes/words.js';
import { ADMINISTRATOR_DESK, APPLICATION_DESK } from './client-controllers.js';
import { CREDENTIAL_EXAMPLE, shownCredential } from './credential-schemas.js';

const WITHIN = /^([1-9]\d{0,5})([hd])$/;
const EXPECTED = `Expected how long, such as 24h or 30d, at most ${LONGEST_LIFE_DAYS}d.`;

const within = z
  .string()
  .meta({ maxLength: 7, pattern: WITHIN.source, description: 'How soon, in hours or days.', examples: ['30d'] })
  .refine((given) => millisecondsOf(given) <= LONGEST_LIFE_DAYS * DAY_MS, EXPECTED)
  .default('30d');

const ending = answerNamed(
  'EndingCredential',
  z
    .object({
      clientId,
      clientKind: z.enum(['application', 'administrator']),
      clientName: text(LONGEST_TEXT, 'Whose it is.'),
      contact: text(LONGEST_TEXT, 'Whom to ask.').exactOptional(),
      credential: shownCredential.extend({ endsAt: moment('When it is over as things stand.') }),
    })
    .meta({ description: 'A credential that is about to end, and whose it is.' }),
  {
    clientId: 'web-shop',
    clientKind: 'application',
    clientName: 'Web shop',
    contact: 'shop team, shop@example.com',
    credential: { ...CREDENTIAL_EXAMPLE, endsAt: CREDENTIAL_EXAMPLE.endsAt ?? '' },
  },
);

const MOST = 10_000;

export const LIST_EXPIRING = declareRoute({
  ...{ id: 'credentials.expiring', scope: 'admin.clients.read', method: 'GET', path: '/credentials', tag: 'clients' },
  summary: 'Credentials that are about to end, the first to end first',
  description: 'Those of administrators are among them for whoever holds `admin.administrators.read` as well.',
  query: z.strictObject({ expiringWithin: within }),
  answer: answerNamed('EndingCredentials', z.object({ data: z.array(ending).max(MOST) }), { data: [] }),
});

@Controller(ADMIN_PREFIX)
export class ExpiringController {
  constructor(
    @Inject(APPLICATION_DESK) private readonly applications: ClientDesk,
    @Inject(ADMINISTRATOR_DESK) private readonly administrators: ClientDesk,
  ) {}

  @Serves(LIST_EXPIRING)
  list({ query, acting }: AskedOf<typeof LIST_EXPIRING>): AnswerOf<typeof LIST_EXPIRING> {
    const soon = millisecondsOf(query.expiringWithin);
    const sees = covers(acting.administrator.scopes, 'admin.administrators.read');
    const found = [...this.applications.expiring(soon), ...(sees ? this.administrators.expiring(soon) : [])];
    const endOf = ({ credential }: (typeof found)[number]): number => Date.parse(credential.endsAt);
    return { data: found.sort((one, other) => endOf(one) - endOf(other)).slice(0, MOST) };
  }
}

function millisecondsOf(text: string): number {
  return (WITHIN.test(text) ? durationMs(text) : undefined) ?? Infinity;
}
