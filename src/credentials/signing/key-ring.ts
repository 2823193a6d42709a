// The signing keys of a running gateway: which one signs, and which are published and believed, at every moment.
// It must never sign with a key that has not been published long enough for others to know it, unless a person says so.
import type { AuditEntry } from '../../audit/audit-entry.js';
import type { Clock } from '../../kernel/clock.js';
import { Turns } from '../../kernel/turns.js';
import type { Observer } from '../../observability/observation.js';
import { newSigningKeyText, readSigningKey } from '../tokens/signing-keys.js';
import type { SigningKey, SigningKeys } from '../tokens/signing-keys.js';
import { nextChange, signsFromOf, standingKeys } from './signing-key-record.js';
import type { SigningKeyRecord, StandingKey } from './signing-key-record.js';
import type { PrivateKeys, SigningKeyRecords } from './signing-keys.port.js';

/** What a ring is kept with. */
export interface KeyRingParts {
  readonly records: SigningKeyRecords;
  readonly privateKeys: PrivateKeys;
  readonly clock: Clock;
  /** Longest that a token can be believed after it was issued, clock skew included, in milliseconds. */
  readonly tokenMs: number;
  /** Is told of private halves that could not be removed. */
  readonly observe: Observer;
}

/** How a new key comes in. */
export interface KeyChange {
  /** Milliseconds for which the new key is published before it signs. 0 signs at once. */
  readonly leadMs: number;
  /** Give up every key that has signed so far, together with its tokens. */
  readonly withdraw?: boolean;
  readonly audit?: (kid: string) => AuditEntry;
}

interface Held {
  readonly keys: SigningKeys;
  /** Epoch milliseconds when they have to be looked at again; and before which, when the clock was set back. */
  readonly until: number;
  readonly from: number;
}

/** Open one per store; every change of it goes through here. */
export class KeyRing implements SigningKeys {
  #records: readonly SigningKeyRecord[] = [];
  readonly #keys = new Map<string, SigningKey>();
  #held: Held | undefined;
  readonly #changes = new Turns();

  private constructor(private readonly parts: KeyRingParts) {}

  /**
   * Reads the keys, and makes the first one. Rejects when a key that is needed cannot be read. One that is over is
   * read where it is there still, because the clock may be set back to when it was not. Private halves that a crash
   * kept from being removed with their withdrawal are removed now.
   */
  static async open(parts: KeyRingParts, firstAudit?: KeyChange['audit']): Promise<KeyRing> {
    const ring = new KeyRing(parts);
    await ring.#take(await parts.records.list());
    await ring.#forget(kidsOf(ring.#records.filter(({ withdrawnAt }) => withdrawnAt !== undefined)));
    if (ring.list().length === 0) await ring.add({ leadMs: 0, ...(firstAudit !== undefined && { audit: firstAudit }) });
    return ring;
  }

  get current(): SigningKeys['current'] {
    return this.#now().current;
  }

  get verification(): SigningKeys['verification'] {
    return this.#now().verification;
  }

  get jwks(): SigningKeys['jwks'] {
    return this.#now().jwks;
  }

  /** Every key that is not over, in the order in which they sign. */
  list(): readonly StandingKey[] {
    return this.#standing().filter(({ state }) => state !== 'over');
  }

  /**
   * Makes a key that signs after its lead, and resolves with its record when it is on disk. A key that was to sign next is
   * replaced by it. Keys that are over are forgotten, private half included; of those that are withdrawn the private half
   * goes at once, and the record with the next change.
   */
  add(change: KeyChange): Promise<SigningKeyRecord> {
    return this.#changes.take(() => this.#add(change));
  }

  async #add({ leadMs, withdraw = false, audit }: KeyChange): Promise<SigningKeyRecord> {
    const { records, privateKeys, clock } = this.parts;
    const pem = newSigningKeyText();
    const key = await readSigningKey(pem);
    const now = clock.now();
    const moment = (ms: number): string => new Date(ms).toISOString();
    const record = { kid: key.jwk.kid, createdAt: moment(now), signsFrom: moment(now + leadMs) };
    const standing = this.#standing();
    const forget = kidsOf(standing.filter(({ state }) => state === 'over' || state === 'next').map(recordOf));
    const kept = standing.map(recordOf).filter(({ kid }) => !forget.includes(kid));
    const stay = withdraw ? kept.map((each) => ({ withdrawnAt: moment(now), ...each })) : kept;
    await privateKeys.write(record.kid, pem);
    await records.save({ put: [...stay, record], forget }, audit?.(record.kid));
    this.#keys.set(record.kid, key);
    await this.#take([...stay, record]);
    await this.#forget([...forget, ...(withdraw ? kidsOf(kept) : [])]);
    return record;
  }

  /** Never rejects: what they are forgotten for has been decided, and is on disk. */
  async #forget(kids: readonly string[]): Promise<void> {
    for (const kid of kids) {
      this.#keys.delete(kid);
      await this.parts.privateKeys.remove(kid).catch(() => this.#complain(kid));
    }
  }

  #complain(kid: string): void {
    const text =
      `The private half of the signing key ${kid}, which is not believed any more, could not be removed. ` +
      'Remove its file from the folder of signing keys.';
    this.parts.observe({ kind: 'warning', topic: 'signing-keys', text });
  }

  async #take(records: readonly SigningKeyRecord[]): Promise<void> {
    for (const standing of this.#standing(records)) {
      const { kid, withdrawnAt } = standing.record;
      if (withdrawnAt !== undefined || this.#keys.has(kid)) continue;
      const pem = await this.parts.privateKeys.read(kid);
      if (pem !== undefined) this.#keys.set(kid, await readSigningKey(pem));
      else if (standing.state !== 'over') throw new Error(missing(kid));
    }
    this.#records = records;
    this.#held = undefined;
  }

  #standing(records = this.#records): readonly StandingKey[] {
    return standingKeys(records, this.parts.clock.now(), this.parts.tokenMs);
  }

  #now(): SigningKeys {
    const now = this.parts.clock.now();
    const held = this.#held;
    if (held !== undefined && now < held.until && now >= held.from) return held.keys;
    const standing = this.#standing();
    const keys = this.#gather(standing);
    this.#held = { keys, until: nextChange(standing, now), from: now };
    return keys;
  }

  #gather(standing: readonly StandingKey[]): SigningKeys {
    const shown = standing.filter(({ state }) => state !== 'over');
    const signing = shown.find(({ state }) => state === 'current');
    const held = shown.flatMap(({ record }) => this.#keys.get(record.kid) ?? []);
    const current = signing === undefined ? undefined : this.#keys.get(signing.record.kid);
    if (current === undefined) throw new Error('There is no signing key.');
    return Object.freeze({
      current: { kid: current.jwk.kid, key: current.key },
      verification: new Map(held.map(({ jwk, publicPem }) => [jwk.kid, publicPem])),
      jwks: { keys: held.map(({ jwk }) => jwk) },
    });
  }
}

const recordOf = ({ record }: StandingKey): SigningKeyRecord => record;
const kidsOf = (records: readonly SigningKeyRecord[]): readonly string[] => records.map(({ kid }) => kid);

function missing(kid: string): string {
  return (
    `The private half of the signing key ${kid} is not there. ` +
    'Restore the folder of signing keys that belongs to this store.'
  );
}

/** When the key that signs now began to, in epoch milliseconds. */
export function signingSince(ring: KeyRing): number {
  const current = ring.list().find(({ state }) => state === 'current');
  return current === undefined ? -Infinity : signsFromOf(current.record);
}
