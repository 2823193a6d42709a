// Guards that no administrator stays longer than others have allowed by anything it decides about itself, nor ends its own
// last good secret.
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endOf, isOpen } from '../../src/credentials/credential-state.js';
import { Problem } from '../../src/problems/problem.js';
import { DAY, DeskStage, HOUR, problemOf } from '../support/credentials/desk-stage.js';

const GUEST = 'guest';
const SCOPES = ['admin.administrators.rotate', 'admin.administrators.revoke'];

let stage: DeskStage;
beforeEach(async () => {
  stage = await DeskStage.open();
});

const iso = (ms: number): string => new Date(stage.clock.now() + ms).toISOString();
const rotate = (wanted: object, by = GUEST) => stage.administrators.addCredential(GUEST, wanted, stage.as(by));
const revoke = (id: string) => stage.administrators.revokeCredential(GUEST, id, stage.as(GUEST));
const move = (id: string, until: string | null) =>
  stage.administrators.moveRetirement(GUEST, id, until, stage.as(GUEST));

/** Makes the guest; the id of its secret. */
async function invite(credential: { readonly expiresAt?: string } = {}): Promise<string> {
  const draft = { id: GUEST, name: 'Guest', scopes: SCOPES, credential };
  return (await stage.administrators.create(draft, stage.as('root'))).credential.id;
}

describe('an administrator whose secret ends', () => {
  it('has no later one after it revoked the one it made', async () => {
    const expiresAt = iso(7 * DAY);
    await invite({ expiresAt });
    const second = await rotate({});
    await revoke(second.credential.id);
    expect((await rotate({})).credential.expiresAt).toBe(expiresAt);
  });

  it('has no later one for an old secret without an end that is still retiring, nor keeps that one', async () => {
    const first = await invite();
    const expiresAt = iso(7 * DAY);
    const second = await rotate({ expiresAt }, 'root');
    expect((await problemOf(move(first, null))).code).toBe('beyond-authority');
    expect((await problemOf(move(first, iso(20 * DAY)))).code).toBe('beyond-authority');
    await revoke(second.credential.id);
    expect((await rotate({})).credential.expiresAt).toBe(expiresAt);
  });

  it('may make a short one and go back to what it was allowed', async () => {
    const first = await invite();
    await rotate({ expiresAt: iso(DAY), overlap: '7d' });
    expect((await move(first, null)).credentials[0]).not.toHaveProperty('endsAt');
  });

  it('does not keep an old one by beginning its overlap again and again', async () => {
    await invite();
    await rotate({ expiresAt: iso(DAY), overlap: '7d' }, 'root');
    await revoke(stage.client(GUEST).credentials.at(-1)?.id ?? '');
    stage.clock.advance(HOUR);
    expect((await problemOf(rotate({ overlap: '7d' }))).code).toBe('beyond-authority');
    await rotate({ overlap: '1h' });
  });

  it('keeps no old one beyond the days that its policy gives', async () => {
    const first = await invite();
    await stage.administrators.change(GUEST, { credentialDays: 30 }, stage.as('root'));
    await rotate({});
    expect((await problemOf(move(first, null))).code).toBe('beyond-authority');
  });
});

describe('an administrator, of itself,', () => {
  it('does not end its last good secret before the next one is good', async () => {
    const first = await invite();
    await rotate({ startsAt: iso(2 * DAY), overlap: '1h' });
    for (const until of [iso(0), iso(2 * DAY - 1)]) {
      expect((await problemOf(move(first, until))).code).toBe('beyond-authority');
    }
    expect((await move(first, iso(2 * DAY))).credentials[0]?.endsAt).toBe(iso(2 * DAY));
    expect((await stage.trail()).map(({ outcome }) => outcome).slice(-3)).toEqual(['refused', 'refused', 'done']);
  });

  it('does not end it either when the next one would be over by then', async () => {
    const first = await invite();
    await rotate({ expiresAt: iso(HOUR), overlap: '7d' });
    expect((await problemOf(move(first, iso(HOUR)))).code).toBe('beyond-authority');
    await move(first, iso(HOUR - 1));
  });
});

const days = fc.option(fc.constantFrom(0.5, 3, 40), { nil: undefined });
const which = fc.nat({ max: 3 });
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('is given' as const), days }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rotates' as const), days }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('revokes' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('moves' as const), which, days }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('waits' as const), hours: fc.constantFrom(1, 30, 24 * 8) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const momentIn = (inDays: number | undefined): string | null => (inDays === undefined ? null : iso(inDays * DAY));

function decide(each: Exclude<Step, { readonly do: 'waits' }>): Promise<unknown> {
  const nth = (back: number): string => stage.client(GUEST).credentials.at(-1 - back)?.id ?? 'none';
  switch (each.do) {
    case 'is given':
    case 'rotates': {
      const expiresAt = momentIn(each.days);
      const wanted = { overlap: '7d', ...(expiresAt !== null && { expiresAt }) };
      return rotate(wanted, each.do === 'rotates' ? GUEST : 'root');
    }
    case 'revokes':
      return revoke(nth(each.which));
    case 'moves':
      return move(nth(each.which), momentIn(each.days));
  }
}

/** Ends of what is open, by id. */
const endsNow = (): ReadonlyMap<string, number> => {
  const open = stage.client(GUEST).credentials.filter((each) => isOpen(each, stage.clock.now()));
  return new Map(open.map((each) => [each.id, endOf(each)]));
};

/** Takes the step; whether it was not refused. */
async function isDone(each: Exclude<Step, { readonly do: 'waits' }>): Promise<boolean> {
  try {
    await decide(each);
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return false;
  }
}

describe('in every history', () => {
  it('nothing an administrator decides of itself lasts longer than what others gave it last', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), days, async (steps, first) => {
        stage = await DeskStage.open();
        const expiresAt = momentIn(first);
        await invite(expiresAt === null ? {} : { expiresAt });
        let allowed = expiresAt === null ? Infinity : Date.parse(expiresAt);
        for (const each of steps) {
          if (each.do === 'waits') stage.clock.advance(each.hours * HOUR);
          else {
            const before = endsNow();
            const given = momentIn(each.do === 'is given' ? each.days : undefined);
            const done = await isDone(each);
            if (each.do === 'is given') {
              if (done) allowed = given === null ? Infinity : Date.parse(given);
            } else {
              for (const [id, end] of endsNow())
                expect(end).toBeLessThanOrEqual(Math.max(allowed, before.get(id) ?? 0));
            }
          }
        }
      }),
      { seed: 15, numRuns: 300 },
    );
  });
});
