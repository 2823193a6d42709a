// Guards that a decision whose turn comes late is made by what its administrator is by then, and says with which secret.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeskStage, HOUR, problemOf } from '../support/credentials/desk-stage.js';

let stage: DeskStage;
beforeEach(async () => {
  stage = await DeskStage.open();
  await stage.seat({ id: 'anna', scopes: ['admin.clients.*', 'admin.administrators.rotate'], grants: ['orders.*'] });
});

const iso = (ms: number): string => new Date(stage.clock.now() + ms).toISOString();
const make = (acting = stage.as('anna')) =>
  stage.applications.create({ id: 'shop', name: 'Shop', scopes: ['orders.list'] }, acting);

/** What the desk says to anna, let in before `happens`. */
async function lateBy(happens: () => Promise<unknown>): Promise<string | undefined> {
  const acting = stage.as('anna');
  await happens();
  const { code, detail } = await problemOf(make(acting));
  expect([code, stage.directory.find('shop')]).toEqual(['beyond-authority', undefined]);
  expect((await stage.trail()).at(-1)).toMatchObject({
    ...{ actor: { id: 'anna' }, action: 'client.create', outcome: 'refused' },
    detail: { actedWith: acting.credentialId },
  });
  return detail;
}

describe('a decision by an administrator', () => {
  it('whose secret was revoked meanwhile does not happen, though it has another good one', async () => {
    const [first] = stage.client('anna').credentials;
    const said = await lateBy(async () => {
      await stage.administrators.addCredential('anna', {}, stage.as('root'));
      await stage.administrators.revokeCredential('anna', first?.id ?? '', stage.as('root'));
    });
    expect(said).toBe(`The secret ${first?.id ?? ''} is not good any more.`);
    await make();
  });

  it('whose secret has ended meanwhile does not happen', async () => {
    const said = await lateBy(async () => {
      await stage.administrators.addCredential('anna', { overlap: '1h' }, stage.as('root'));
      stage.clock.advance(HOUR);
    });
    expect(said).toMatch('is not good any more');
  });

  it('whose secret has ended before the clock was set back does not happen', async () => {
    const said = await lateBy(async () => {
      await stage.administrators.addCredential('anna', { overlap: '1h' }, stage.as('root'));
      stage.clock.advance(HOUR);
      stage.clock.jump(-2 * HOUR);
    });
    expect(said).toMatch('is not good any more');
  });

  it('who may not do that any more, or not from there, does not happen', async () => {
    const change = (patch: object) => () => stage.administrators.change('anna', patch, stage.as('root'));
    expect(await lateBy(change({ scopes: ['admin.clients.read'] }))).toBe(
      'You do not hold admin.clients.write any more.',
    );
    expect(await lateBy(change({ networks: ['10.0.0.0/8'] }))).toMatch('may not call from there');
  });

  it('says in the trail with which secret it was made', async () => {
    const made = await stage.administrators.addCredential('anna', { startsAt: iso(HOUR) }, stage.as('anna'));
    const [first] = stage.client('anna').credentials;
    expect((await stage.trail()).at(-1)?.detail).toMatchObject({
      ...{ credential: made.credential.id, actedWith: first?.id },
    });
  });
});
