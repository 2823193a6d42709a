// Guards that a credential which ends with nothing to take its place says so wherever it is shown.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, DeskStage, HOUR } from '../support/credentials/desk-stage.js';

let stage: DeskStage;
let first: string;
beforeEach(async () => {
  stage = await DeskStage.open();
  const draft = { id: 'web-shop', name: 'Web shop', scopes: ['orders.*'] };
  first = (await stage.applications.create(draft, stage.as('root'))).credential.id;
});

const iso = (ms: number): string => new Date(stage.clock.now() + ms).toISOString();
const rotate = (wanted: object) => stage.applications.addCredential('web-shop', wanted, stage.as('root'));

describe('a rotation', () => {
  it('whose new secret is revoked says that nothing takes the place of the old one', async () => {
    const second = await rotate({ overlap: '24h' });
    expect(second.client.credentials[0]).not.toHaveProperty('endsWithoutSuccessor');
    const { credentials } = await stage.applications.revokeCredential(
      ...(['web-shop', second.credential.id, stage.as('root')] as const),
    );
    expect(credentials[0]).toMatchObject({ state: 'retiring', endsAt: iso(DAY), endsWithoutSuccessor: true });
    const [ending] = stage.applications.expiring(2 * DAY);
    expect(ending?.credential.endsWithoutSuccessor).toBe(true);
    const { client } = await rotate({ startsAt: iso(HOUR) });
    expect(client.credentials[0]).not.toHaveProperty('endsWithoutSuccessor');
  });

  it.each([
    ['is over before', { expiresAt: HOUR }],
    ['begins after', { startsAt: 2 * DAY }],
  ])('whose new secret %s the old one ends says so', async (_, times) => {
    const wanted = Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, iso(ms)]));
    await rotate({ ...wanted, overlap: '24h' });
    const { credentials } = await stage.applications.moveRetirement('web-shop', first, iso(DAY), stage.as('root'));
    expect(credentials[0]?.endsWithoutSuccessor).toBe(true);
  });
});
