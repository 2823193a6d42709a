// Brings in a new signing key when the time has come, published ahead of its use.
// It must never leave the gateway without a key that signs, whatever fails.
import type { AuditEntry } from '../../audit/audit-entry.js';
import { byGateway } from '../../audit/by-gateway.js';
import type { Clock } from '../../kernel/clock.js';
import { failureText } from '../../kernel/failure-text.js';
import { Repeated } from '../../kernel/repeated.js';
import type { Observer } from '../../observability/observation.js';
import { signingSince } from './key-ring.js';
import type { KeyRing } from './key-ring.js';

/** When keys change. */
export interface RotationSchedule {
  /** How long a key signs, in milliseconds; Infinity changes keys by hand only. */
  readonly periodMs: number;
  /** For how long a new key is published before it signs; longer than anybody keeps the published set. */
  readonly leadMs: number;
}

/** What rotating uses. */
export interface KeyRotationParts {
  readonly ring: KeyRing;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly schedule: RotationSchedule;
}

const LOOK_EVERY_MS = 3_600_000;

/** Looks every hour, and at once when it starts. */
export class KeyRotation {
  readonly #looks: Repeated;

  constructor(private readonly parts: KeyRotationParts) {
    this.#looks = new Repeated({ clock: parts.clock, everyMs: LOOK_EVERY_MS, turn: () => this.look() });
  }

  start(): void {
    this.#looks.start();
  }

  /** Stops looking; resolves when a look under way is over, with its key on disk or given up. */
  stop(): Promise<void> {
    return this.#looks.stop();
  }

  /** Makes the next key when it is time to publish it. Never rejects: what fails is told and tried again. */
  async look(): Promise<void> {
    const { ring, clock, observe, schedule } = this.parts;
    try {
      const due = signingSince(ring) + schedule.periodMs;
      const isPublished = ring.list().some(({ state }) => state === 'next');
      if (!isPublished && clock.now() >= due - schedule.leadMs) {
        const leadMs = Math.max(schedule.leadMs, due - clock.now());
        await ring.add({ leadMs, audit: (kid) => rotatedByGateway(kid, clock.now(), 'schedule') });
      }
    } catch (error) {
      const text = `The next signing key could not be made, and will be tried again: ${failureText(error)}`;
      observe({ kind: 'warning', topic: 'signing-keys', text });
    }
  }
}

/** The entry for a key that nobody asked for, made at `at` in epoch milliseconds. */
export function rotatedByGateway(kid: string, at: number, why: string): AuditEntry {
  return byGateway(at, { action: 'signing-key.rotate', subject: `signing-key/${kid}`, detail: { why } });
}
