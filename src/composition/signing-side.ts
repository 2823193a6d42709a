// The signing keys of a running gateway: their ring, its schedule, and the desk of those who rotate by hand.
import { PrivateKeyFolder } from '../../adapters/folder/private-key-folder.js';
import { KeyRing } from '../credentials/signing/key-ring.js';
import { KeyRotation, rotatedByGateway } from '../credentials/signing/key-rotation.js';
import { SigningKeyDesk } from '../credentials/signing/signing-key-desk.js';
import { CLOCK_SKEW_SECONDS } from '../credentials/tokens/token-terms.js';
import type { Clock } from '../kernel/clock.js';
import { DAY_MS } from '../kernel/duration.js';
import type { Observer } from '../observability/observation.js';
import type { Settings } from '../settings/settings.js';
import type { DataFolder } from './data-folder.js';
import type { GatewayStore } from './gateway-store.js';

/** What signing is opened with. */
export interface SigningParts {
  readonly folder: Pick<DataFolder, 'signingKeys'>;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly store: Pick<GatewayStore, 'signingKeys'>;
}

/** Opened, not yet on its schedule. */
export interface SigningSide {
  readonly ring: KeyRing;
  readonly rotation: KeyRotation;
  readonly desk: SigningKeyDesk;
}

/** Twice as long as the published set may be kept by whoever has read it (well-known.controller.ts). */
const LEAD_BY_HAND_MS = 600_000;
/** On schedule there is no hurry: for those who look once a day. */
const LEAD_ON_SCHEDULE_MS = DAY_MS;

/** Reads the keys, making the first one at the first start. Rejects with a sentence for people. */
export async function openSigning({ folder, settings, clock, observe, store }: SigningParts): Promise<SigningSide> {
  const ring = await KeyRing.open(
    {
      records: store.signingKeys,
      privateKeys: new PrivateKeyFolder(folder.signingKeys),
      ...{ clock, observe },
      tokenMs: settings.BANYAN_TOKEN_LIFETIME + 2 * CLOCK_SKEW_SECONDS * 1000,
    },
    (kid) => rotatedByGateway(kid, clock.now(), 'first start'),
  );
  const periodMs = settings.BANYAN_SIGNING_KEY_ROTATION ?? Infinity;
  const schedule = { periodMs, leadMs: Math.min(LEAD_ON_SCHEDULE_MS, periodMs / 2) };
  return {
    ring,
    rotation: new KeyRotation({ ring, clock, observe, schedule }),
    desk: new SigningKeyDesk({ ring, clock, leadMs: LEAD_BY_HAND_MS }),
  };
}
