// Brings in a new signing key when the time has come, published ahead of its use.
// It must never leave the gateway without a key that signs, whatever fails.
import type { AuditEntry } from '../../audit/audit-entry.js';
import type { CancelTimer, Clock } from '../../kernel/clock.js';
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
  /** Undone by stop. */
  #cancel: CancelTimer = () => undefined;
  #stopped = false;

  constructor(private readonly parts: KeyRotationParts) {}

  start(): void {
    void this.look().then(() => {
      if (!this.#stopped) this.#cancel = this.parts.clock.after(LOOK_EVERY_MS, () => this.start());
    });
  }

  /** Stops looking. */
  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** Makes the next key when it is time to publish it. Never rejects: what fails is told and tried again. */
  async look(): Promise<void> {
    const { ring, clock, observe, schedule } = this.parts;
    try {
      const due = signingSince(ring) + schedule.periodMs;
      const isPublished = ring.list().some(({ state }) => state === 'next');
      if (!isPublished && clock.now() >= due - schedule.leadMs) {
        const leadMs = Math.max(schedule.leadMs, due - clock.now());
        await ring.add({ leadMs, audit: (kid) => this.#entry(kid) });
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const text = `The next signing key could not be made, and will be tried again: ${why}`;
      observe({ kind: 'warning', topic: 'signing-keys', text });
    }
  }

  #entry(kid: string): AuditEntry {
    return {
      at: new Date(this.parts.clock.now()).toISOString(),
      actor: { kind: 'gateway', id: 'gateway' },
      action: 'signing-key.rotate',
      subject: `signing-key/${kid}`,
      outcome: 'done',
      detail: { why: 'schedule' },
    };
  }
}
