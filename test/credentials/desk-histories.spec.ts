// Guards what must hold in every history of desk calls, uses, waiting and clocks that are set: somebody can administer,
// nobody was given more than its giver holds, no kind has three good credentials, and the trail knows everything.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Client } from '../../src/credentials/client.js';
import { isLive } from '../../src/credentials/credential-state.js';
import { recordFirstUse } from '../../src/credentials/rotation/rotation.js';
import { covers } from '../../src/credentials/scopes.js';
import type { WantedCredential } from '../../src/credentials/wanted/wanted-credential.js';
import { Problem } from '../../src/problems/problem.js';
import { DAY, DeskStage, HOUR } from '../support/credentials/desk-stage.js';

const PEOPLE = ['root', 'p1', 'p2', 'p3'] as const;
const APPLICATIONS = ['a1', 'a2'] as const;
const ISSUER = 'https://login.example.com';
const someone = fc.constantFrom(...PEOPLE);
const target = fc.constantFrom(...PEOPLE, ...PEOPLE, ...APPLICATIONS);
const adminScopes = fc.subarray(['admin.*', 'admin.administrators.*', 'admin.clients.*', 'admin.clients.read']);
const scopes = fc.subarray(['*', 'orders.*', 'orders.list', 'customers.get']);
const days = fc.option(fc.constantFrom(0.5, 3, 40), { nil: undefined });
/** At once, and for good. */
const now = fc.constant(undefined);
const overlap = fc.constantFrom('0s', '1h', '7d', '30d');
const overlapFrom = fc.constantFrom('now' as const, 'first-use' as const);
const kind = fc.constantFrom('secret' as const, 'secret' as const, 'issuer' as const);
const which = fc.nat({ max: 3 });

const step = fc.oneof(
  fc.record({ do: fc.constant('create' as const), target, scopes, adminScopes, days }),
  fc.record({ do: fc.constant('change' as const), target, scopes, adminScopes }),
  fc.record({ do: fc.constant('revoke' as const), target }),
  fc.record({ do: fc.constant('issue' as const), target, overlap, overlapFrom, startsIn: days, days, kind }),
  fc.record({ do: fc.constant('issue' as const), target, overlap, overlapFrom, startsIn: now, days: now, kind }),
  fc.record({ do: fc.constant('retire' as const), target, which, days }),
  fc.record({ do: fc.constant('end' as const), target, which }),
  fc.record({ do: fc.constant('use' as const), target, which }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(0, 1, 30, 24 * 8, 24 * 45) }),
  fc.record({ do: fc.constant('set the clock' as const), hours: fc.constantFrom(-2, 2) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
type Call = Exclude<Step, { readonly do: 'wait' | 'set the clock' | 'use' }>;

const isPerson = (id: string): boolean => PEOPLE.some((each) => each === id);

/** What a call wants its client to hold. */
function powersIn({
  target: id,
  ...call
}: Extract<Call, { do: 'create' | 'change' }>): Pick<Client, 'scopes' | 'grants'> {
  return isPerson(id) ? { scopes: call.adminScopes, grants: call.scopes } : { scopes: call.scopes };
}

/** A history that is under way. */
class History {
  /** A clock that is set back does not bring back a moment that was already there. */
  latest: number;

  constructor(private readonly stage: DeskStage) {
    this.latest = stage.clock.now();
  }

  async take(each: Step, actor: string): Promise<void> {
    const { clock } = this.stage;
    if (each.do === 'wait') clock.advance(each.hours * HOUR);
    else if (each.do === 'set the clock') clock.jump(each.hours * HOUR);
    else if (each.do === 'use') await this.#use(each.target, each.which);
    else await this.#call(each, actor);
    this.latest = Math.max(this.latest, clock.now());
    this.#check();
  }

  async #call(call: Call, actor: string): Promise<void> {
    const before = this.stage.directory.find(call.target);
    const giver = this.stage.directory.find(actor);
    if (giver === undefined) return;
    const told = (await this.stage.trail()).length;
    const code = await this.#perform(call, actor);
    const after = this.stage.directory.find(call.target);
    const entries = (await this.stage.trail()).slice(told);
    if (code === undefined) this.#checkGiven(call, giver, before, after);
    else expect(after).toBe(before);
    const isTold = code === 'conflict' || code === 'beyond-authority' || after !== before;
    expect(entries.map(({ outcome }) => outcome)).toEqual(isTold ? [code === undefined ? 'done' : 'refused'] : []);
  }

  /** The code of the problem, if there was one; a faulty request is the test's own fault. */
  async #perform(call: Call, actor: string): Promise<string | undefined> {
    try {
      await this.#ask(call, actor);
      return undefined;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return error.code;
    }
  }

  #ask(call: Call, actor: string): Promise<unknown> {
    const { applications, administrators } = this.stage;
    const id = call.target;
    const desk = isPerson(id) ? administrators : applications;
    const acting = this.stage.as(actor);
    switch (call.do) {
      case 'create':
        return desk.create({ id, name: id, ...powersIn(call), credential: this.#until(call.days) }, acting);
      case 'change':
        return desk.change(id, powersIn(call), acting);
      case 'revoke':
        return desk.revoke(id, acting);
      case 'issue':
        return desk.addCredential(id, this.#wanted(call), acting);
      case 'retire': {
        const until = call.days === undefined ? null : this.#in(call.days);
        return desk.moveRetirement(id, this.#credential(id, call.which), until, acting);
      }
      case 'end':
        return desk.revokeCredential(id, this.#credential(id, call.which), acting);
    }
  }

  #wanted({ target: id, startsIn, days: livesFor, ...call }: Extract<Call, { do: 'issue' }>): WantedCredential {
    const subject = { issuer: ISSUER, subject: `${id}-${call.overlap}` };
    const starts = startsIn === undefined ? {} : { startsAt: this.#in(startsIn) };
    const { overlap: lasts, overlapFrom: from, kind: proof } = call;
    const times = { ...starts, ...this.#until(livesFor, startsIn), overlap: lasts, overlapFrom: from };
    return { ...times, kind: proof, ...(proof === 'issuer' && subject) };
  }

  async #use(id: string, nth: number): Promise<void> {
    const now = this.stage.clock.now();
    await this.stage.directory.change(id, (client) => {
      const used = client?.credentials.find((each) => each.id === this.#credential(id, nth));
      if (client === undefined || used === undefined || !isLive(used, now)) return undefined;
      const after = recordFirstUse(client, used.id, now);
      return after === client ? undefined : { client: after };
    });
  }

  #credential(id: string, nth: number): string {
    return this.stage.directory.find(id)?.credentials.at(-1 - nth)?.id ?? 'none';
  }

  #in(inDays: number): string {
    return new Date(this.stage.clock.now() + inDays * DAY).toISOString();
  }

  #until(inDays: number | undefined, startsIn = 0): { readonly expiresAt?: string } {
    return inDays === undefined ? {} : { expiresAt: this.#in(startsIn + inDays) };
  }

  /** Whoever was given something, or a secret, by a decision holds no more of it than who decided. */
  #checkGiven(call: Call, giver: Client, before: Client | undefined, after: Client | undefined): void {
    if (after === undefined || after === before) return;
    const gained = (member: 'scopes' | 'grants') => {
      const had = call.do === 'create' || call.do === 'issue' ? [] : (before?.[member] ?? []);
      return (after[member] ?? []).filter((scope) => !covers(had, scope));
    };
    const given = after.kind === 'application' ? [] : gained('scopes');
    const handedOut = after.kind === 'application' ? gained('scopes') : gained('grants');
    expect(given.filter((scope) => !covers(giver.scopes, scope))).toEqual([]);
    expect(handedOut.filter((scope) => !covers(giver.grants ?? [], scope))).toEqual([]);
    if (after.id === giver.id) expect([after.scopes, after.grants]).toEqual([giver.scopes, giver.grants]);
  }

  #check(): void {
    const clients = this.stage.directory.list();
    const live = ({ credentials }: Client, proof: string) =>
      credentials.filter((each) => each.kind === proof && isLive(each, this.latest)).length;
    for (const client of clients) expect(Math.max(live(client, 'secret'), live(client, 'issuer'))).toBeLessThan(3);
    const keepers = clients.filter((each) => each.kind === 'administrator' && each.revokedAt === undefined);
    const able = keepers.filter((each) => covers(each.scopes, 'admin.administrators.*') && live(each, 'secret') > 0);
    expect(able.length).toBeGreaterThan(0);
  }
}

/** People who hold much, something and little, and applications of two sizes; any of it may change from the first call on. */
async function populated(): Promise<DeskStage> {
  const stage = await DeskStage.open();
  await stage.seat({ id: 'p1', scopes: ['admin.administrators.*', 'admin.clients.*'], grants: ['orders.*'] });
  await stage.seat({ id: 'p2', scopes: ['admin.clients.read'], grants: ['orders.list'] });
  await stage.applications.create({ id: 'a1', name: 'a1', scopes: ['*'] }, stage.as('root'));
  await stage.applications.create({ id: 'a2', name: 'a2', scopes: ['orders.list'] }, stage.as('root'));
  return stage;
}

describe('in every history of desk calls', () => {
  it('somebody can administer, and nobody is given more than its giver holds', async () => {
    const history = fc.array(fc.tuple(step, someone), { minLength: 5, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const underWay = new History(await populated());
        for (const [each, actor] of steps) await underWay.take(each, actor);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
