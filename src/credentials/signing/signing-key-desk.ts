// What administrators do about signing keys. It must never show a private key, nor change anything unaudited.
import type { AuditEntry } from '../../audit/audit-entry.js';
import type { Clock } from '../../kernel/clock.js';
import { ledgerUnavailable } from '../../problems/problem.js';
import { actedBy } from '../desk/acting.js';
import type { Acting } from '../desk/acting.js';
import type { KeyRing } from './key-ring.js';
import type { SigningKeyState, StandingKey } from './signing-key-record.js';

/** A signing key as administrators see it. */
export interface SigningKeyView {
  readonly kid: string;
  readonly state: SigningKeyState;
  readonly createdAt: string;
  readonly signsFrom: string;
  /** When it is not believed any more; absent while no later key is known. */
  readonly verifiesUntil?: string;
}

/** How a key is brought in by hand. */
export interface WantedRotation {
  /** Sign with it at once. Whoever keeps the published set for a while refuses its tokens until it looks again. */
  readonly now?: boolean;
  /** Give up the keys so far with every token they signed: for a key that leaked. Signs at once. */
  readonly withdraw?: boolean;
}

/** What the desk works with. */
export interface SigningKeyDeskParts {
  readonly ring: KeyRing;
  readonly clock: Clock;
  /** For how long a key is published before it signs, in milliseconds. */
  readonly leadMs: number;
}

/** Lists and rotates. */
export class SigningKeyDesk {
  constructor(private readonly parts: SigningKeyDeskParts) {}

  /** Every key that is published, in the order in which they sign. */
  list(): readonly SigningKeyView[] {
    return this.parts.ring.list().map(viewOf);
  }

  /** Brings in a new key; resolves with the keys as they are then. Rejects, with nothing changed, when it cannot be kept. */
  async rotate(
    acting: Acting,
    { now = false, withdraw = false }: WantedRotation = {},
  ): Promise<readonly SigningKeyView[]> {
    const leadMs = now || withdraw ? 0 : this.parts.leadMs;
    const detail = { why: 'by hand', leadSeconds: leadMs / 1000, withdraw };
    const audit = (kid: string): AuditEntry => ({
      at: new Date(this.parts.clock.now()).toISOString(),
      ...{ action: 'signing-key.rotate', subject: `signing-key/${kid}`, outcome: 'done' },
      ...actedBy(acting, detail),
    });
    try {
      await this.parts.ring.add({ leadMs, withdraw, audit });
    } catch (error) {
      throw ledgerUnavailable('a signing key could not be kept', error);
    }
    return this.list();
  }
}

function viewOf({ record, state, verifiesUntil }: StandingKey): SigningKeyView {
  const { kid, createdAt, signsFrom } = record;
  return {
    ...{ kid, state, createdAt, signsFrom },
    ...(Number.isFinite(verifiesUntil) && { verifiesUntil: new Date(verifiesUntil).toISOString() }),
  };
}
