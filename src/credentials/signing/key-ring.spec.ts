// Guards that keys change without a token being refused, and that a leaked one can be given up at once.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryPrivateKeys, MemorySigningKeyRecords } from '../../../adapters/memory/signing-keys.js';
import type { AuditEntry } from '../../audit/audit-entry.js';
import type { Client } from '../client.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import { Authenticator } from '../tokens/authenticator.js';
import { TokenIssuer } from '../tokens/issue-token.js';
import { createTokenVerifier } from '../tokens/verify-token.js';
import { KeyRing } from './key-ring.js';
import { KeyRotation } from './key-rotation.js';
import { SigningKeyDesk } from './signing-key-desk.js';

const TERMS = { issuer: 'https://api.example', audience: 'banyan', lifetimeSeconds: 600 };
const SUBJECT = { clientId: 'web-shop', credentialId: 'c1', scopes: ['orders.list'] };
const TOKEN_MS = 660_000;
const MINUTE = 60_000;
const DAY = 86_400_000;
const LOOK_HOURS = 12;
const ANNA: Client = {
  ...{ id: 'anna', name: 'Anna', scopes: ['admin.*'], createdAt: '2026-01-01T00:00:00Z', credentials: [] },
  kind: 'administrator',
};

let clock: ManualClock;
let audited: AuditEntry[];
let warned: Observation[];
let records: MemorySigningKeyRecords;
let privateKeys: MemoryPrivateKeys;
let ring: KeyRing;
beforeEach(async () => {
  clock = new ManualClock();
  audited = [];
  warned = [];
  records = new MemorySigningKeyRecords((entry) => audited.push(entry));
  privateKeys = new MemoryPrivateKeys();
  ring = await opened();
});

const issue = (): Promise<string> => new TokenIssuer(TERMS, ring, clock).issue(SUBJECT);
const isGood = async (token: string): Promise<boolean> =>
  typeof (await createTokenVerifier(TERMS, ring, clock)(token)) !== 'string';
const published = (): readonly string[] => ring.jwks.keys.map(({ kid }) => kid);
const observe = (each: Observation): void => void warned.push(each);
const opened = (): Promise<KeyRing> => KeyRing.open({ records, privateKeys, clock, tokenMs: TOKEN_MS, observe });

describe('the ring of signing keys', () => {
  it('has one key at first, the same after a restart', async () => {
    expect(published()).toEqual([ring.current.kid]);
    expect((await opened()).current.kid).toBe(ring.current.kid);
  });

  it('publishes the next key before it signs, and believes the old one until its last token has expired', async () => {
    const first = ring.current.kid;
    const { kid: second } = await ring.add({ leadMs: 10 * MINUTE });

    expect(published()).toEqual([first, second]);
    expect(ring.current.kid).toBe(first);
    clock.advance(10 * MINUTE - 1);
    const last = await issue();
    expect(ring.current.kid).toBe(first);
    clock.advance(1);
    expect(ring.current.kid).toBe(second);
    clock.advance(TERMS.lifetimeSeconds * 1000 - 2);
    expect(await isGood(last)).toBe(true);
    clock.advance(TOKEN_MS);
    expect(published()).toEqual([second]);
  });

  it('refuses no token while keys change on schedule, twelve times in a row', async () => {
    const observed: Observation[] = [];
    const schedule = { periodMs: 10 * DAY, leadMs: DAY };
    const rotation = new KeyRotation({ ring, clock, observe: (each) => observed.push(each), schedule });
    const kids = new Set<string>();
    let held = await issue();
    for (let hours = 0; hours < 119 * 24; hours += LOOK_HOURS) {
      await rotation.look();
      clock.advance(TERMS.lifetimeSeconds * 1000 - 1000);
      if (!(await isGood(held))) throw new Error(`a token was refused in hour ${hours}`);
      clock.advance(LOOK_HOURS * 3_600_000 - TERMS.lifetimeSeconds * 1000 + 1000);
      held = await issue();
      kids.add(ring.current.kid);
    }
    await rotation.stop();
    expect(kids.size).toBe(12);
    expect(published().length).toBeLessThanOrEqual(2);
    expect((await records.list()).length).toBeLessThanOrEqual(3);
    expect(observed).toEqual([]);
    expect(audited.every(({ action, actor }) => action === 'signing-key.rotate' && actor.kind === 'gateway')).toBe(
      true,
    );
  });

  it('gives up every key so far, with its tokens, when asked to', async () => {
    const leaked = await issue();
    await ring.add({ leadMs: 0, withdraw: true });

    expect(await isGood(leaked)).toBe(false);
    expect(await isGood(await issue())).toBe(true);
    expect(published()).toHaveLength(1);
    ring = await opened();
    expect(await isGood(leaked)).toBe(false);
  });

  it('ends a token that was seen before with the key that signed it', async () => {
    const authenticator = new Authenticator(createTokenVerifier(TERMS, ring, clock), clock);
    const seen = await issue();
    await authenticator.authenticate(seen);
    await ring.add({ leadMs: 0 });
    expect(authenticator.recall(seen)).toBeDefined();

    await ring.add({ leadMs: 0, withdraw: true });
    expect(authenticator.recall(seen)).toBeUndefined();
    expect(await authenticator.authenticate(seen)).toBe('signature');
  });

  it('keeps no private half of a key that was withdrawn, and its record until the next change', async () => {
    const before = ring.current.kid;
    const { kid: next } = await ring.add({ leadMs: DAY });
    await ring.add({ leadMs: 0, withdraw: true });

    expect([await privateKeys.read(before), await privateKeys.read(next)]).toEqual([undefined, undefined]);
    expect(await privateKeys.read(ring.current.kid)).toBeDefined();
    expect((await records.list()).map(({ kid }) => kid)).toEqual([before, ring.current.kid]);
    await ring.add({ leadMs: 0 });
    expect((await records.list()).map(({ kid }) => kid)).not.toContain(before);
  });

  it('says which file is to be removed when it cannot be, and removes it at the next start', async () => {
    const before = ring.current.kid;
    const remove = privateKeys.remove.bind(privateKeys);
    privateKeys.remove = () => Promise.reject(new Error('EROFS'));
    await ring.add({ leadMs: 0, withdraw: true });
    expect(warned).toMatchObject([{ kind: 'warning', topic: 'signing-keys' }]);
    expect(JSON.stringify(warned)).toContain(before);
    expect(published()).toEqual([ring.current.kid]);

    privateKeys.remove = remove;
    await opened();
    expect(await privateKeys.read(before)).toBeUndefined();
  });

  it('changes nothing when the change cannot be kept', async () => {
    const before = ring.current.kid;
    records.save = () => Promise.reject(new Error('disk full'));

    await expect(ring.add({ leadMs: 0 })).rejects.toThrow('disk full');
    expect(published()).toEqual([before]);
    expect(await isGood(await issue())).toBe(true);
  });

  it('does not start when the private half of a key is gone, and says what to restore', async () => {
    await privateKeys.remove(ring.current.kid);

    await expect(opened()).rejects.toThrow(/Restore the folder of signing keys/);
  });

  it('starts without the private half of a key that is over', async () => {
    const old = ring.current.kid;
    await ring.add({ leadMs: 0 });
    clock.advance(TOKEN_MS);
    await privateKeys.remove(old);

    ring = await opened();
    expect(published()).toEqual([ring.current.kid]);
    expect(await isGood(await issue())).toBe(true);
  });

  it('signs with the key that was to sign then when it was opened by a clock that was ahead', async () => {
    const old = ring.current.kid;
    await ring.add({ leadMs: 10 * MINUTE });
    clock.jump(2 * 60 * MINUTE);
    ring = await opened();
    clock.jump(-2 * 60 * MINUTE);

    expect(ring.current.kid).toBe(old);
    expect(await isGood(await issue())).toBe(true);
  });

  it('signs on with the key it has when the clock is set back before its start', async () => {
    clock.jump(-7_200_000);
    ring = await opened();

    expect(await isGood(await issue())).toBe(true);
    expect(await records.list()).toHaveLength(1);
  });

  it('keeps its key, and the tokens of it, when the schedule looks while the clock is set back', async () => {
    const schedule = { periodMs: 10 * DAY, leadMs: DAY };
    const rotation = new KeyRotation({ ring, clock, observe, schedule });
    clock.jump(-7_200_000);
    const token = await issue();
    await rotation.look();
    await rotation.stop();

    expect(await records.list()).toHaveLength(1);
    expect(await isGood(token)).toBe(true);
    expect(ring.list().map(({ state }) => state)).toEqual(['current']);
    await ring.add({ leadMs: 10 * MINUTE });
    expect(await isGood(token)).toBe(true);
  });
});

describe('a schedule that fails', () => {
  it('is told once a look, tried again, and leaves the key that signs', async () => {
    const observed: Observation[] = [];
    const schedule = { periodMs: DAY, leadMs: MINUTE };
    const rotation = new KeyRotation({ ring, clock, observe: (each) => observed.push(each), schedule });
    const save = records.save.bind(records);
    records.save = () => Promise.reject(new Error('disk full'));
    clock.advance(DAY);
    await rotation.look();
    expect(observed).toMatchObject([{ kind: 'warning', topic: 'signing-keys' }]);
    expect(await isGood(await issue())).toBe(true);

    records.save = save;
    await rotation.look();
    await rotation.stop();
    expect(published()).toHaveLength(2);
  });

  it('leaves no key behind that is not in the records when it is stopped in the middle', async () => {
    const slow = Promise.withResolvers<undefined>();
    const save = records.save.bind(records);
    records.save = async (...saved) => {
      await slow.promise;
      await save(...saved);
    };
    const rotation = new KeyRotation({ ring, clock, observe, schedule: { periodMs: DAY, leadMs: MINUTE } });
    clock.advance(DAY);
    rotation.start();
    let isOver = false;
    const stopped = Promise.resolve(rotation.stop()).then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
    slow.resolve(undefined);
    await stopped;
    expect(await records.list()).toHaveLength(2);
  });
});

describe('the desk of signing keys', () => {
  it('changes nothing, and says when to try again, while the store cannot be written', async () => {
    const desk = new SigningKeyDesk({ ring, clock, leadMs: 10 * MINUTE });
    const before = desk.list();
    records.save = () => Promise.reject(new Error('disk full'));

    const acting = { administrator: ANNA, credentialId: 'a1', address: '10.0.0.1', correlationId: 'c-1' };
    await expect(desk.rotate(acting)).rejects.toMatchObject({ code: 'ledger-unavailable', retryAfterSeconds: 5 });
    expect(desk.list()).toEqual(before);
  });

  it('rotates in the name of whoever asks, and shows no private key', async () => {
    const desk = new SigningKeyDesk({ ring, clock, leadMs: 10 * MINUTE });
    const keys = await desk.rotate({
      administrator: ANNA,
      credentialId: 'a1',
      address: '10.0.0.1',
      correlationId: 'c-1',
      reason: ' yearly ',
    });

    expect(keys.map(({ state }) => state)).toEqual(['current', 'next']);
    expect(audited.at(-1)).toMatchObject({
      actor: { kind: 'administrator', id: 'anna' },
      subject: `signing-key/${keys[1]?.kid ?? ''}`,
      reason: 'yearly',
      detail: { leadSeconds: 600, withdraw: false, actedWith: 'a1' },
    });
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['createdAt', 'kid', 'signsFrom', 'state', 'verifiesUntil']);
  });
});
